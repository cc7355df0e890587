import MetricKit
import Raster

// Fixed point has no useful derivative, so what steers is the same fusion over the float features; it differs from the
// score by −0.006 … +0.25 points on ordinary pictures.
extension IntegerVMAF: ReversibleMetric {
  /// The smooth form for a reference.
  public func prepareDifferentiable(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try requireSmooth().prepareDifferentiable(reference)
  }

  /// The smooth form for a fixed picture in the distorted place; the varying one takes the place of the reference.
  public func prepareReversed(distorted: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try requireSmooth().prepareReversed(distorted: distorted)
  }

  /// The smooth form's unclipped value and gradient with respect to the distorted picture, in Double throughout.
  package func valueAndGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try requireSmooth().valueAndGradient(reference: reference, distorted: distorted)
  }

  /// The smooth form's unclipped value and gradient with respect to the picture in the place of the reference.
  package func valueAndReferenceGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try requireSmooth().valueAndReferenceGradient(reference: reference, distorted: distorted)
  }

  private func requireSmooth() throws(MetricError) -> FloatVMAF {
    guard let smooth else { throw MetricError.noGradient(metric: id) }
    return smooth
  }
}

extension IntegerVMAF: AttributableMetric {
  /// The fusion's account of a change.
  public func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]? {
    model.attribution(from: start, to: end)
  }
}
