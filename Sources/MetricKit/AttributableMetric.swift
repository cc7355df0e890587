/// A metric that is a smooth function of named features, so that a change of its score has an account by feature.
public protocol AttributableMetric: QualityMetric {
  /// How many points of the score's change each feature is answerable for, and how many the score's range cut off.
  /// - Parameters:
  ///   - start: feature name → value, as `Evaluation.features` holds them.
  ///   - end: the same after the change.
  /// - Returns: points by the name of each feature that the score depends on, and where a score was clipped what that took
  ///   under ``VMAFModel/clippingName``; they sum to the change. Nil when a feature is missing or when the metric is not a
  ///   fusion.
  func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]?
}
