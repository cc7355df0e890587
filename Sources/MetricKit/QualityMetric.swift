import Raster

/// A full-reference metric: a value for each pair of a reference and a distorted picture.
public protocol QualityMetric: Sendable {
  /// What the metric is.
  var descriptor: MetricDescriptor { get }

  /// Computes once what depends on the reference alone; the result scores any number of distorted pictures.
  /// - Throws: `MetricError` when the reference is too small or lacks planes that the metric reads.
  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric
}

/// A metric with its reference's side computed.
public protocol PreparedMetric: Sendable {
  /// The metric's value for `distorted`, in the unit of its descriptor, with the features it was made of.
  /// - Throws: `MetricError` when sizes differ or planes are missing.
  func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation
}
