import MetricKit
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
///
/// A protocol and not a generic struct: callers hold `any PreparedMetric`, and what is called through the witness table of
/// a generic struct is not specialised; measured, SSIM then took 115 ms instead of 1.2 for 768×512.
protocol ScoringKernel: PreparedMetric {
  associatedtype Side: LumaKernel where Side.Scalar == Float
  /// Size and bit depth of the reference.
  var geometry: PictureGeometry { get }
  /// The reference's side.
  var kernel: Side { get }

  init(geometry: PictureGeometry, kernel: Side)
}

extension ScoringKernel {
  /// Prepares the reference's luma.
  /// - Throws: `MetricError` for a reference that is smaller than the metric takes.
  init(_ reference: Picture, _ descriptor: MetricDescriptor) throws(MetricError) {
    try requireSmallestSide(reference.luma, descriptor)
    self.init(geometry: PictureGeometry(reference), kernel: Side(reference.luma8))
  }

  func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
    try requireSameGeometry(geometry, distorted)
    return Evaluation(score: kernel.score(distorted.luma8))
  }
}

/// A kernel as what steers an attack or a loss; a protocol for the same reason.
protocol SteeringKernel: LumaDifferentiable {
  associatedtype Side: LumaKernel where Side.Scalar == Float
  /// The reference's luma.
  var reference: Plane<Float> { get }
  /// The reference's side.
  var kernel: Side { get }

  init(reference: Plane<Float>, kernel: Side)
}

extension SteeringKernel {
  /// Prepares the reference's luma.
  /// - Throws: `MetricError` for a reference that is smaller than the metric takes.
  init(_ reference: Plane<Float>, _ descriptor: MetricDescriptor) throws(MetricError) {
    try requireSmallestSide(reference, descriptor)
    self.init(reference: reference, kernel: Side(reference))
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
