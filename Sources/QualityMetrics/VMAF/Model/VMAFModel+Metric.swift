extension VMAFModel {
  /// The metric that computes this model: in fixed point or in floating point, as the model was published.
  public func metric(id: String, title: String) -> any SteerableVMAF {
    switch arithmetic {
    case .integer: return IntegerVMAF(id: id, title: title, model: self)
    case .float: return FloatVMAF(id: id, title: title, model: self)
    }
  }
}

/// What every VMAF metric is: it steers either way, and has an account by feature.
public typealias SteerableVMAF = ReversibleMetric & AttributableMetric
