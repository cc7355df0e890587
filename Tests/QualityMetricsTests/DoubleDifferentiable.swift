import QualityMetrics
import Testing

/// A metric whose value and gradient are there in Double throughout: what the derivative checks differentiate.
protocol DoubleDifferentiable: DifferentiableMetric {
  /// The unclipped value, and its gradient with respect to `distorted`.
  func valueAndGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>)
}

/// The same for a metric whose pictures may change places.
protocol DoubleReversible: DoubleDifferentiable, ReversibleMetric {
  /// The unclipped value, and its gradient with respect to `reference`.
  func valueAndReferenceGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>)
}

extension PSNR: DoubleDifferentiable {}
extension SSIM: DoubleDifferentiable {}
extension MultiScaleSSIM: DoubleDifferentiable {}
extension HaarPSI: DoubleDifferentiable {}
extension GMSD: DoubleDifferentiable {}
extension IntegerVMAF: DoubleReversible {}
extension FloatVMAF: DoubleReversible {}

extension MetricRegistry {
  /// A metric that steers, in the form that can be checked; fails for one that has none.
  static func differentiable(_ id: String) throws -> any DoubleDifferentiable {
    try #require(metric(id) as? any DoubleDifferentiable, "\(id) steers and has no form in Double to be checked")
  }

  /// A metric whose pictures may change places, in the form that can be checked; fails for one that has none.
  static func reversible(_ id: String) throws -> any DoubleReversible {
    try #require(metric(id) as? any DoubleReversible, "\(id) is reversible and has no form in Double to be checked")
  }
}
