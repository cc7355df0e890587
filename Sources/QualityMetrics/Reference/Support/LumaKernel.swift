import Raster

/// A reference's side of a metric of luma, which gives the value and, from the same code, its gradient.
protocol LumaKernel: Sendable {
  /// Float where it scores and steers, Double where the derivative check differentiates.
  associatedtype Scalar: PixelScalar

  /// Computes what does not depend on the distorted plane; code values on the 8-bit scale.
  init(_ reference: Plane<Scalar>)
  /// The metric's value; the plane has the reference's size.
  func score(_ distorted: Plane<Scalar>) -> Double
  /// The value with its derivative by every sample of the distorted plane.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>)
}

/// A kernel as what scores pictures.
struct ScoringKernel<Kernel: LumaKernel>: PreparedMetric where Kernel.Scalar == Float {
  private let reference: Picture
  private let kernel: Kernel

  /// Prepares the reference's luma.
  /// - Throws: `MetricError` for a reference that is smaller than the metric takes.
  init(_ kernel: Kernel.Type, _ reference: Picture, _ descriptor: MetricDescriptor) throws(MetricError) {
    try requireSmallestSide(reference.luma, descriptor)
    self.reference = reference
    self.kernel = Kernel(reference.luma8)
  }

  func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
    try requireSameGeometry(reference, distorted)
    return Evaluation(score: kernel.score(distorted.luma8))
  }
}

/// A kernel as what steers an attack or a loss.
struct SteeringKernel<Kernel: LumaKernel>: LumaDifferentiable where Kernel.Scalar == Float {
  private let reference: Plane<Float>
  private let kernel: Kernel

  /// Prepares the reference's luma.
  /// - Throws: `MetricError` for a reference that is smaller than the metric takes.
  init(_ kernel: Kernel.Type, _ reference: Plane<Float>, _ descriptor: MetricDescriptor) throws(MetricError) {
    try requireSmallestSide(reference, descriptor)
    self.reference = reference
    self.kernel = Kernel(reference)
  }

  func value(_ luma: Plane<Float>) throws(MetricError) -> Double {
    try requireSameSize(reference, luma)
    return kernel.score(luma)
  }

  func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
    try requireSameSize(reference, luma)
    return kernel.scoreAndGradient(luma)
  }
}
