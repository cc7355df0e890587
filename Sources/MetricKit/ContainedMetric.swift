/// A metric that another one computes on its way.
///
/// `PreparedMetrics` reads it off the other's evaluation where both are asked for, and prepares it where it is alone.
public protocol ContainedMetric: QualityMetric {
  /// The id of the metric whose evaluation has this one's value among its features, under this one's id.
  var container: String { get }
}
