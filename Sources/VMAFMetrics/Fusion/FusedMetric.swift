import MetricKit

/// A metric whose score is a fusion of features, so that it can be asked which way it takes each of them.
public protocol FusedMetric: QualityMetric {
  /// The fusion behind the score; nil where the metric is a single feature.
  var fusion: VMAFModel? { get }
}

extension IntegerVMAF: FusedMetric {
  /// The model's fusion.
  public var fusion: VMAFModel? { model }
}

extension FloatVMAF: FusedMetric {
  /// The model's fusion; nil for a single feature.
  public var fusion: VMAFModel? {
    if case .feature = target { return nil }
    return model
  }
}
