import MetricKit
import Raster

extension FloatVMAF: ReversibleMetric {
  /// The steering form for a reference.
  /// - Complexity: O(width · height)
  public func prepareDifferentiable(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try steering(reference.luma, place: .distorted)
  }

  /// The steering form for a fixed picture in the distorted place; the varying one takes the place of the reference.
  /// - Complexity: O(width · height)
  public func prepareReversed(distorted: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try steering(distorted.luma, place: .reference)
  }

  /// Unclipped value and gradient with respect to the distorted picture, in Double throughout.
  package func valueAndGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try requireSmallestSide(reference.luma, descriptor)
    return evaluate(distorted.luma, place: .distorted, other: double.analyse(reference.luma), core: double)
  }

  /// Unclipped value and gradient with respect to the picture in the place of the reference, in Double throughout.
  package func valueAndReferenceGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try requireSmallestSide(reference.luma, descriptor)
    return evaluate(reference.luma, place: .reference, other: double.analyse(distorted.luma), core: double)
  }

  /// The steering form in which the varying picture stands in `place` and the other one is analysed here.
  func steering(_ other: Plane<Float>, place: PicturePlace) throws(MetricError) -> Steering {
    try requireSmallestSide(other, descriptor)
    return Steering(metric: self, place: place, other: single.analyse(other))
  }

  private func evaluate<L: VMAFLanes>(
    _ luma: Plane<L.Scalar>, place: PicturePlace, other: FloatVMAFCore<L>.Analysis, core: FloatVMAFCore<L>
  ) -> (value: Double, gradient: SteeringInput<L.Scalar>) {
    var value = 0.0
    let gradient = core.gradient(luma, place: place, other: other) { values in
      let (result, weights) = valueAndWeights(values)
      value = result
      return weights
    }.gradient
    return (value, SteeringInput(luma: gradient))
  }

  /// A picture, analysed once, against which another one varies.
  struct Steering: PreparedSteering {
    let metric: FloatVMAF
    /// Where the varying picture stands.
    let place: PicturePlace
    let other: FloatVMAFCore<FloatLanes>.Analysis

    func features(_ luma: Plane<Float>) throws(MetricError) -> VMAFFeatureValues {
      try requireSize(luma)
      return metric.single.values(luma, place: place, other: other)
    }

    func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double { metric.value(try features(input.luma)) }

    func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
      value: Double, gradient: SteeringInput<Float>
    ) {
      try requireSize(input.luma)
      return metric.evaluate(input.luma, place: place, other: other, core: metric.single)
    }

    private func requireSize(_ luma: Plane<Float>) throws(MetricError) {
      guard luma.width == other.width && luma.height == other.height else {
        throw MetricError.mismatch(
          "one picture is \(other.width)×\(other.height), the other \(luma.width)×\(luma.height)")
      }
    }
  }
}
