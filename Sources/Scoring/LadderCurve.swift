import AuditRecord

/// The audited metric's score as a rising function of one panel member's value, over the honest encodes of one image by
/// one codec.
///
/// Both axes are *oriented*: values of a metric where lower is better are negated, so that more always means better. The
/// rungs are sorted by the member's value; rungs of equal value are joined at their mean score; isotonic regression makes
/// the scores rise; a monotone cubic joins them. So where the ladder rises a rung's own value gives the rung's own score
/// exactly, and nothing is said beyond either end. (Straight lines err more: docs/method.md, "Implied score".)
struct LadderCurve {
  private let curve: MonotoneCubic
  /// The range of the rungs' own scores behind each knot: 0 where the ladder rises.
  private let spreads: [Double]
  /// The widest spread of scores at one level that still tells anything.
  private let resolution: Double
  /// The score that nothing better than the best rung falls below: the best rung's, the lowest where it stands for scores
  /// that the ladder cannot tell apart.
  let floorOfBest: Double

  /// Fits the curve.
  /// - Parameters:
  ///   - rungs: Oriented values of the member with oriented scores, in any order; pairs that are not numbers and rungs
  ///     whose value is infinite are left out, since nothing can be interpolated towards them.
  ///   - resolution: How many points of score one value of the member may stand for before the ladder is said not to
  ///     tell.
  /// - Returns: nil with fewer than two rungs of different values.
  init?(rungs: [(value: Double, score: Double)], resolution: Double) {
    let sorted = rungs.filter { $0.value.isFinite && $0.score.isFinite }.sorted { $0 < $1 }
    var ties: [(value: Double, scores: [Double])] = []
    for rung in sorted {
      if let last = ties.indices.last, ties[last].value == rung.value {
        ties[last].scores.append(rung.score)
      } else {
        ties.append((rung.value, [rung.score]))
      }
    }
    let means = ties.map { $0.scores.count == 1 ? $0.scores[0] : $0.scores.reduce(0, +) / Double($0.scores.count) }
    let blocks = isotonicBlocks(means, weights: ties.map { Double($0.scores.count) })

    var levels: [Double] = []
    var spreads: [Double] = []
    for block in blocks {
      let scores = ties[block.range].flatMap(\.scores)
      let spread = (scores.max() ?? 0) - (scores.min() ?? 0)
      levels += Array(repeating: block.level, count: block.range.count)
      spreads += Array(repeating: spread, count: block.range.count)
    }
    guard let curve = MonotoneCubic(x: ties.map(\.value), y: levels) else { return nil }
    self.curve = curve
    self.spreads = spreads
    self.resolution = resolution
    let best = ties[(blocks.last?.range ?? 0..<0)].flatMap(\.scores).min()
    let level = levels.last ?? 0
    floorOfBest = (spreads.last ?? 0) <= resolution ? level : best ?? level
  }

  /// The oriented score that honest encodes with this oriented value have.
  /// - Returns: nil for NaN and where the ladder cannot tell scores apart that lie further apart than the resolution.
  /// - Complexity: O(log n)
  func implied(at value: Double) -> ImpliedScore? {
    guard !value.isNaN, let first = curve.x.first, let last = curve.x.last else { return nil }
    let index = curve.interval(of: value)
    let bound: ImpliedScore.Bound = value < first ? .below : value > last ? .above : .exact
    // At a knot its own spread counts; between two knots the smaller one, for inside a pooled stretch both are its own.
    let spread =
      value <= curve.x[index]
      ? spreads[index]
      : value >= curve.x[index + 1] ? spreads[index + 1] : min(spreads[index], spreads[index + 1])
    guard spread <= resolution, let score = curve.value(at: min(max(value, first), last)) else { return nil }
    return ImpliedScore(value: score, bound: bound)
  }
}
