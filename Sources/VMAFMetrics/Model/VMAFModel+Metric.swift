import MetricKit

extension VMAFModel {
  /// The metric that computes this model: in fixed point or in floating point, as the model was published.
  public func metric(id: String, title: String) -> any SteerableVMAF {
    switch arithmetic {
    case .integer: return IntegerVMAF(id: id, title: title, model: self)
    case .float: return FloatVMAF(id: id, title: title, model: self)
    }
  }
}

extension VMAFModel {
  /// Who published the model. A model whose gains are limited is a NEG one.
  var citation: String {
    options.vifEnhancementGainLimit == 1
      ? "Netflix, VMAF NEG (2020), libvmaf model \(name)"
      : "Z. Li et al., Netflix, \"Toward a practical perceptual video quality metric\" (2016), libvmaf model \(name)"
  }
}

/// What every VMAF metric is: it steers either way, and has an account by feature.
public typealias SteerableVMAF = ReversibleMetric & AttributableMetric
