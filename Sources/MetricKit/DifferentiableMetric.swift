import Raster

/// A prepared metric that steers attacks and training: smooth, unclipped, with its gradient with respect to luma.
///
/// Luma is in code values of the 8-bit scale, fractional while it is being optimised.
public protocol LumaDifferentiable: Sendable {
  /// The unclipped value for distorted luma.
  func value(_ luma: Plane<Float>) throws(MetricError) -> Double
  /// The unclipped value and its gradient: units of the metric per code value of each sample.
  func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>)
}

/// A metric whose prepared form can steer.
///
/// Its type has the same value and gradient in Double throughout, which the derivative checks of the tests differentiate:
/// `package func valueAndGradient(reference:distorted:)`.
public protocol DifferentiableMetric: QualityMetric {
  /// The steering form for a reference's luma (8-bit scale).
  func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable
}

/// A differentiable metric whose two pictures may change places: for losses that charge for what was added by taking it
/// for the reference.
public protocol ReversibleMetric: DifferentiableMetric {
  /// The steering form in which luma takes the place of the reference and `distorted` is fixed (8-bit scale).
  func prepareReversed(distorted: Plane<Float>) throws(MetricError) -> any LumaDifferentiable
}
