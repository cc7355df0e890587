import AuditRecord

/// The audited metric's score as a rising function of one panel member's value, over the honest encodes of one image by
/// one codec.
///
/// Both axes are *oriented*: values of a metric where lower is better are negated, so that more always means better. The
/// rungs are sorted by the member's value; rungs of equal value are joined at their mean score; isotonic regression makes
/// the scores rise; between knots the curve is a straight line. So where the ladder rises a rung's own value gives the
/// rung's own score exactly, and nothing is said beyond either end.
struct LadderCurve {
  private struct Knot {
    /// The member's oriented value.
    var value: Double
    /// The oriented score after isotonic regression.
    var score: Double
    /// The range of the rungs' own scores behind `score`: 0 where the ladder rises.
    var spread: Double
  }

  private let knots: [Knot]
  /// The widest spread of scores at one level that still tells anything.
  private let resolution: Double

  /// Fits the curve.
  /// - Parameters:
  ///   - rungs: Oriented values of the member with oriented scores, in any order; pairs that are not numbers and rungs
  ///     whose value is infinite are left out, since nothing can be interpolated towards them.
  ///   - resolution: How many points of score one value of the member may stand for before the ladder is said not to
  ///     tell.
  /// - Returns: nil with fewer than two rungs.
  init?(rungs: [(value: Double, score: Double)], resolution: Double) {
    let sorted = rungs.filter { $0.value.isFinite && $0.score.isFinite }.sorted {
      ($0.value, $0.score) < ($1.value, $1.score)
    }
    guard sorted.count >= 2 else { return nil }

    // Rungs of one value.
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

    var knots: [Knot] = []
    for block in blocks {
      let scores = ties[block.range].flatMap(\.scores)
      let spread = (scores.max() ?? 0) - (scores.min() ?? 0)
      for tie in ties[block.range] {
        knots.append(Knot(value: tie.value, score: block.level, spread: spread))
      }
    }
    self.knots = knots
    self.resolution = resolution
  }

  /// The oriented score that honest encodes with this oriented value have.
  /// - Returns: nil for NaN and where the ladder cannot tell scores apart that lie further apart than the resolution.
  /// - Complexity: O(log n)
  func implied(at value: Double) -> ImpliedScore? {
    guard !value.isNaN, let first = knots.first, let last = knots.last else { return nil }
    if value < first.value { return answer(first, .below) }
    if value > last.value { return answer(last, .above) }

    // The last knot at or below the value.
    var low = 0
    var high = knots.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if knots[middle].value <= value { low = middle } else { high = middle - 1 }
    }
    let lower = knots[low]
    if lower.value == value || low + 1 == knots.count { return answer(lower, .exact) }
    let upper = knots[low + 1]
    // Inside a pooled stretch both ends have one level, and its spread.
    guard min(lower.spread, upper.spread) <= resolution else { return nil }
    let fraction = (value - lower.value) / (upper.value - lower.value)
    return ImpliedScore(value: lower.score + fraction * (upper.score - lower.score), bound: .exact)
  }

  private func answer(_ knot: Knot, _ bound: ImpliedScore.Bound) -> ImpliedScore? {
    knot.spread <= resolution ? ImpliedScore(value: knot.score, bound: bound) : nil
  }
}
