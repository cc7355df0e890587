import MetricKit
import Raster

// Fixed point has no useful derivative, so what steers is the same fusion over the float features; it differs from the
// score by −0.006 … +0.25 points on ordinary pictures.
extension IntegerVMAF: ReversibleMetric {
  /// The smooth form for a reference's luma (8-bit scale).
  public func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try smooth.prepareDifferentiable(reference)
  }

  /// The smooth form for a fixed picture in the distorted place; luma takes the place of the reference.
  public func prepareReversed(distorted: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try smooth.prepareReversed(distorted: distorted)
  }

  /// The smooth form's unclipped value and gradient with respect to the distorted luma, in Double throughout.
  package func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try smooth.valueAndGradient(reference: reference, distorted: distorted)
  }

  /// The smooth form's unclipped value and gradient with respect to the luma in the place of the reference.
  package func valueAndReferenceGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try smooth.valueAndReferenceGradient(reference: reference, distorted: distorted)
  }
}

extension IntegerVMAF: AttributableMetric {
  /// The fusion's account of a change.
  public func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]? {
    model.attribution(from: start, to: end)
  }
}
