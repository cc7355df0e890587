import AuditRecord

/// That the audited metric does not move on an image: it says the same of the reference and of every honest encode, which
/// the panel tells apart. Nothing can be read on such ladders, and no attack on it means anything.
struct ConstantMetric: Error, CustomStringConvertible {
  /// What it says.
  let score: Double
  /// Of how many pictures.
  let pictures: Int

  /// - Returns: nil where it moves, or where the panel sees no difference between the pictures either.
  init?(on ladders: [LadderRecord]) {
    let rungs = ladders.flatMap(\.rungs)
    guard let first = rungs.first, rungs.allSatisfy({ $0.score == first.score }),
      rungs.contains(where: { $0.panel != first.panel })
    else { return nil }
    score = first.score
    pictures = rungs.count
  }

  /// A clause that follows the metric's name.
  var description: String {
    "says \(score) of the reference and of each of its honest encodes, \(pictures) pictures; what does not move cannot be "
      + "audited"
  }
}
