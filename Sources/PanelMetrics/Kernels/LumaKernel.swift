import MetricKit
import Raster

/// A reference's side of a metric of luma, which gives the value and, from the same code, its gradient.
protocol LumaKernel: Sendable {
  /// Float where it scores and steers, Double where the derivative check differentiates.
  associatedtype Scalar: PixelScalar

  /// Computes what does not depend on the distorted plane; code values on the 8-bit scale.
  init(_ reference: Plane<Scalar>)
  /// The metric's value, unclipped; the plane has the reference's size.
  func score(_ distorted: Plane<Scalar>) -> Double
  /// The value with its derivative by every sample of the distorted plane.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>)
}

/// A kernel of either number type behind its functions, which are specialised where the kernel's type is known.
public struct LumaSide<Scalar: Sendable>: Sendable {
  /// What is kept in memory, as a value whose stored properties can be walked through.
  private let kernel: any Sendable
  let score: @Sendable (Plane<Scalar>) -> Double
  let scoreAndGradient: @Sendable (Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>)

  @inline(__always)
  init<Kernel: LumaKernel>(_ kernel: Kernel) where Kernel.Scalar == Scalar {
    self.kernel = kernel
    score = { kernel.score($0) }
    scoreAndGradient = { kernel.scoreAndGradient($0) }
  }
}

/// A metric of luma alone that scores and steers by one kernel.
public protocol LumaMetric: DifferentiableMetric {
  /// Computes the reference's side; code values on the 8-bit scale.
  func side(_ reference: Plane<Float>) -> LumaSide<Float>
  /// The same in Double throughout, for the derivative check.
  func side(_ reference: Plane<Double>) -> LumaSide<Double>
}

extension LumaMetric {
  /// Computes what depends on the reference's luma alone.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, side(reference.luma8)) { $0.score($1.luma8) }
  }

  /// The metric as a function of distorted luma.
  public func prepareDifferentiable(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try requireSmallestSide(reference.luma, descriptor)
    return SteeringLuma(reference: reference.luma, side: side(reference.luma))
  }

  /// The value and its gradient in Double.
  package func valueAndGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try requireSmallestSide(reference.luma, descriptor)
    try requireSameSize(reference.luma, distorted.luma)
    let (value, gradient) = side(reference.luma).scoreAndGradient(distorted.luma)
    return (value, SteeringInput(luma: gradient))
  }
}

/// A kernel as what steers an attack or a loss.
private struct SteeringLuma: PreparedSteering {
  let reference: Plane<Float>
  let side: LumaSide<Float>

  func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double {
    try requireSameSize(reference, input.luma)
    return side.score(input.luma)
  }

  func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
    value: Double, gradient: SteeringInput<Float>
  ) {
    try requireSameSize(reference, input.luma)
    let (value, gradient) = side.scoreAndGradient(input.luma)
    return (value, SteeringInput(luma: gradient))
  }
}
