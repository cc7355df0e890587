/// The score along one feature while the others stay.
public struct FusionCurve: Sendable, Equatable {
  /// The feature's values, rising over its range.
  public let values: [Double]
  /// The unclipped score at each.
  public let scores: [Double]
  /// The score's derivative by the feature at each; points per unit.
  public let slopes: [Double]
}

extension VMAFModel {
  /// Moves one feature over its range in even steps and keeps the others where `point` has them.
  /// - Parameters:
  ///   - feature: its position in `features`.
  ///   - samples: how many values, at least 2.
  /// - Complexity: O(samples · support vectors · features)
  public func curve(along feature: Int, through point: [Double], samples: Int) -> FusionCurve {
    precondition(samples >= 2, "a curve has two ends")
    let range = box[feature]
    var point = point
    var values: [Double] = []
    var scores: [Double] = []
    var slopes: [Double] = []
    for sample in 0..<samples {
      point[feature] = range.value(at: Double(sample) / Double(samples - 1))
      let (score, gradient) = predictWithGradient(point)
      values.append(point[feature])
      scores.append(score)
      slopes.append(gradient[feature])
    }
    return FusionCurve(values: values, scores: scores, slopes: slopes)
  }
}
