/// A metric or loss with one picture of its pair fixed, as attacks and training follow it: smooth, unclipped, with its
/// gradient.
public protocol PreparedSteering: Sendable {
  /// The unclipped value for the picture that varies.
  /// - Throws: `MetricError` when sizes differ or planes are missing.
  func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double
  /// The unclipped value and its gradient, which has chroma where it depends on chroma.
  func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
    value: Double, gradient: SteeringInput<Float>
  )
}

/// A metric whose prepared form can steer; its descriptor says which planes it steers.
///
/// Its type has the same value and gradient in Double throughout, which the derivative checks of the tests differentiate:
/// `package func valueAndGradient(reference:distorted:)`.
public protocol DifferentiableMetric: QualityMetric {
  /// The steering form for a reference.
  func prepareDifferentiable(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering
}

/// A differentiable metric whose two pictures may change places: for losses that charge for what was added by taking it
/// for the reference.
public protocol ReversibleMetric: DifferentiableMetric {
  /// The steering form in which the varying picture takes the place of the reference and `distorted` is fixed.
  func prepareReversed(distorted: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering
}
