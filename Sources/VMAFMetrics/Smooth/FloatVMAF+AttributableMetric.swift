import MetricKit

extension FloatVMAF: AttributableMetric {
  /// The fusion's account; nil for a single feature.
  public func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]? {
    target == .score ? model.attribution(from: start, to: end) : nil
  }
}
