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
    try requireSize(distorted.width, distorted.height)
    return Reversed(metric: self, distorted: single.analyse(distorted))
  }

  /// Unclipped value and gradient with respect to the distorted luma, in Double throughout.
  public func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSize(reference.width, reference.height)
    let x = double.analyse(reference)
    let y = double.analyse(distorted)
    let (value, weights) = valueAndWeights(double.features(reference: x, distorted: y))
    return (value, double.gradientInDistorted(reference: x, distorted: y, weights: weights))
  }

  /// Unclipped value and gradient with respect to the luma in the place of the reference, in Double throughout.
  public func valueAndReferenceGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSize(reference.width, reference.height)
    let x = double.analyse(reference)
    let y = double.analyse(distorted)
    let features = double.features(reference: x, distorted: y)
    let (value, weights) = valueAndWeights(features)
    return (value, double.gradientInReference(reference: x, distorted: y, values: features, weights: weights))
  }

  func steering(_ luma: Plane<Float>) throws(MetricError) -> Steering {
    try requireSize(luma.width, luma.height)
    return Steering(metric: self, reference: single.analyse(luma))
  }

  /// A reference, analysed once.
  struct Steering: LumaDifferentiable {
    let metric: FloatVMAF
    let reference: FloatVMAFCore<Float>.Analysis

    func features(_ luma: Plane<Float>) throws(MetricError) -> VMAFFeatureValues {
      metric.single.features(reference: reference, distorted: try metric.analyse(luma, like: reference))
    }

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double { metric.value(try features(luma)) }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      let distorted = try metric.analyse(luma, like: reference)
      let (value, weights) = metric.valueAndWeights(metric.single.features(reference: reference, distorted: distorted))
      return (
        value, metric.single.gradientInDistorted(reference: reference, distorted: distorted, weights: weights)
      )
    }
  }

  /// A picture in the distorted place, analysed once.
  private struct Reversed: LumaDifferentiable {
    let metric: FloatVMAF
    let distorted: FloatVMAFCore<Float>.Analysis

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double {
      let reference = try metric.analyse(luma, like: distorted)
      return metric.value(metric.single.features(reference: reference, distorted: distorted))
    }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      let reference = try metric.analyse(luma, like: distorted)
      let features = metric.single.features(reference: reference, distorted: distorted)
      let (value, weights) = metric.valueAndWeights(features)
      return (
        value,
        metric.single.gradientInReference(
          reference: reference, distorted: distorted, values: features, weights: weights)
      )
    }
  }

  private func analyse(
    _ luma: Plane<Float>, like other: FloatVMAFCore<Float>.Analysis
  ) throws(MetricError) -> FloatVMAFCore<Float>.Analysis {
    guard luma.width == other.width && luma.height == other.height else {
      throw MetricError.mismatch(
        "one picture is \(other.width)×\(other.height), the other \(luma.width)×\(luma.height)")
    }
    return single.analyse(luma)
  }
}
