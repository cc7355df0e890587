import AuditRecord

/// That the audited metric tells nothing on an image: it says the same of the reference and of every honest encode, which
/// the panel tells apart, or it finds the reference worse than each of them. Nothing can be read on such ladders, and no
/// attack on it means anything.
enum UntellingMetric: Error, Equatable, CustomStringConvertible {
  /// It does not move: what it says, of how many pictures.
  case constant(score: Double, pictures: Int)
  /// It is worst for the reference itself: what it says of it, and of the encode nearest to that.
  case backward(reference: Double, nearest: Double)

  /// What a score may move by, as a share of its size, and be the same: the noise of sums, and a hundredth of what the least
  /// of six digits would be.
  private static let noise = 1e-8

  /// - Parameter higherIsBetter: how the metric's values are read.
  /// - Returns: nil where it moves as its values are read, or where the panel sees no difference between the pictures
  ///   either.
  init?(on ladders: [LadderRecord], higherIsBetter: Bool) {
    let rungs = ladders.flatMap(\.rungs)
    guard let first = rungs.first, rungs.contains(where: { $0.panel != first.panel }) else { return nil }
    let scores = rungs.map(\.score)
    guard let low = scores.min(), let high = scores.max() else { return nil }
    if high - low <= Self.noise * max(abs(low), abs(high)) {
      self = .constant(score: first.score, pictures: rungs.count)
      return
    }
    let sign: Double = higherIsBetter ? 1 : -1
    let references = rungs.filter { $0.quality == nil }.map { sign * $0.score }
    let encodes = rungs.filter { $0.quality != nil }.map { sign * $0.score }
    guard let reference = references.max(), let nearest = encodes.min(), reference < nearest else { return nil }
    self = .backward(reference: sign * reference, nearest: sign * nearest)
  }

  /// A clause that follows the metric's name.
  var description: String {
    switch self {
    case .constant(let score, let pictures):
      "says \(score) of the reference and of each of its honest encodes, \(pictures) pictures; what does not move cannot be "
        + "audited"
    case .backward(let reference, let nearest):
      "finds the reference itself, \(reference), worse than each of its honest encodes, \(nearest) and better; is it read "
        + "the right way round (--metric-direction)?"
    }
  }
}
