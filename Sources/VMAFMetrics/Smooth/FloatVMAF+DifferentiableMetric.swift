import MetricKit
import Raster

extension FloatVMAF: ReversibleMetric {
  /// The steering form for a reference's luma (8-bit scale).
  /// - Complexity: O(width · height)
  public func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try steering(reference)
  }

  /// The steering form for a fixed picture in the distorted place; luma takes the place of the reference.
  /// - Complexity: O(width · height)
  public func prepareReversed(distorted: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try requireSmallestSide(distorted, descriptor)
    return Steering(metric: self, place: .reference, other: single.analyse(distorted))
  }

  /// Unclipped value and gradient with respect to the distorted luma, in Double throughout.
  package func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSmallestSide(reference, descriptor)
    return evaluate(distorted, place: .distorted, other: double.analyse(reference), core: double)
  }

  /// Unclipped value and gradient with respect to the luma in the place of the reference, in Double throughout.
  package func valueAndReferenceGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSmallestSide(reference, descriptor)
    return evaluate(reference, place: .reference, other: double.analyse(distorted), core: double)
  }

  func steering(_ luma: Plane<Float>) throws(MetricError) -> Steering {
    try requireSmallestSide(luma, descriptor)
    return Steering(metric: self, place: .distorted, other: single.analyse(luma))
  }

  private func evaluate<L: VMAFLanes>(
    _ luma: Plane<L.Scalar>, place: PicturePlace, other: FloatVMAFAnalysis<L>, core: FloatVMAFCore<L>
  ) -> (value: Double, gradient: Plane<L.Scalar>) {
    var value = 0.0
    let gradient = core.gradient(luma, place: place, other: other) { values in
      let (result, weights) = valueAndWeights(values)
      value = result
      return weights
    }.gradient
    return (value, gradient)
  }

  /// A picture, analysed once, against which another one varies.
  struct Steering: LumaDifferentiable {
    let metric: FloatVMAF
    /// Where the varying picture stands.
    let place: PicturePlace
    let other: FloatVMAFAnalysis<FloatLanes>

    func features(_ luma: Plane<Float>) throws(MetricError) -> VMAFFeatureValues {
      try requireSize(luma)
      return metric.single.features(
        metric.single.sums(luma, place: place, other: other), place: place, other: other)
    }

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double { metric.value(try features(luma)) }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      try requireSize(luma)
      return metric.evaluate(luma, place: place, other: other, core: metric.single)
    }

    private func requireSize(_ luma: Plane<Float>) throws(MetricError) {
      guard luma.width == other.width && luma.height == other.height else {
        throw MetricError.mismatch(
          "one picture is \(other.width)×\(other.height), the other \(luma.width)×\(luma.height)")
      }
    }
  }
}
