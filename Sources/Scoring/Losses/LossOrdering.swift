import AuditRecord

/// A picture of one image as the panel and one loss see it.
struct RankedPicture {
  /// Whether no attack made it.
  var isHonest: Bool
  /// The loss.
  var loss: Double
  /// What each panel member says of it.
  var readings: [PanelReading]
  /// Group → implied score.
  var implied: [PanelGroup: Double]
}

/// By how many points of VMAF a group's implied scores must differ before it says which of two pictures is better. Six
/// points are about one just-noticeable difference; honest ladders of one image agree to about half a point.
public let lossMargin = 0.5

extension LossRecord.Ordering {
  /// Holds a loss's order of one image's pictures against the panel's.
  ///
  /// The panel decides a pair when at least one group's implied scores differ by more than the margin and no group's differ
  /// by more than that the other way. A tie of the loss prefers neither picture and is no inversion.
  /// - Complexity: O(pictures² · panel)
  init(_ image: String, loss: String, pictures: [RankedPicture], scale: PanelScale, margin: Double) {
    var honest = (pairs: 0, inverted: 0)
    var attacked = (pairs: 0, inverted: 0)
    for first in pictures.indices {
      for second in pictures.indices where second > first {
        let (a, b) = (pictures[first], pictures[second])
        let changes = scale.boundedChanges(from: a.readings, to: b.readings).values
        let isBetter = changes.contains { $0.lowest > margin }
        let isWorse = changes.contains { $0.highest < -margin }
        guard isBetter != isWorse else { continue }
        let inverted = isBetter ? b.loss > a.loss : b.loss < a.loss
        if a.isHonest && b.isHonest {
          honest.pairs += 1
          honest.inverted += inverted ? 1 : 0
        } else {
          attacked.pairs += 1
          attacked.inverted += inverted ? 1 : 0
        }
      }
    }
    let judged = pictures.compactMap { picture in
      picture.implied.values.min().map { (loss: -picture.loss, implied: $0) }
    }
    self.init(
      image: image, loss: loss, honestPairs: honest.pairs, honestInverted: honest.inverted,
      attackedPairs: attacked.pairs, attackedInverted: attacked.inverted,
      correlation: rankCorrelation(judged.map(\.loss), judged.map(\.implied)))
  }
}

/// Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank.
/// - Returns: nil with fewer than two values, or where either side is constant.
/// - Precondition: as many values on either side, none of them NaN.
/// - Complexity: O(n log n)
func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double? {
  precondition(a.count == b.count, "pairs of values")
  let (x, y) = (ranks(a), ranks(b))
  let middle = Double(a.count + 1) / 2
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (x, y) in zip(x, y) {
    xx += (x - middle) * (x - middle)
    yy += (y - middle) * (y - middle)
    xy += (x - middle) * (y - middle)
  }
  guard xx > 0, yy > 0 else { return nil }
  return xy / (xx * yy).squareRoot()
}

/// Ranks from 1, ties at their mean.
private func ranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var result = [Double](repeating: 0, count: values.count)
  var first = 0
  while first < order.count {
    var last = first
    while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
    for place in first...last { result[order[place]] = Double(first + last) / 2 + 1 }
    first = last + 1
  }
  return result
}
