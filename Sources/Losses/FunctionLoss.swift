import Glibc
import QualityMetrics

/// A function of a metric or of another loss.
struct FunctionLoss: PreparedSteering {
  let inner: any PreparedSteering
  /// The function's value and derivative at the inner one's value.
  let function: @Sendable (Double) -> (value: Double, slope: Double)

  func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double { function(try inner.value(input)).value }

  func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
    value: Double, gradient: SteeringInput<Float>
  ) {
    let (inner, byPlanes) = try inner.valueAndGradient(input)
    let (value, slope) = function(inner)
    var gradient = SteeringInput<Float>.zero(like: input)
    gradient.add(byPlanes, weight: slope)
    return (value, gradient)
  }
}

extension FunctionLoss {
  /// Of errors of luma and chroma, in squared code values: the error of rounding to 8 bits is 1/12.
  static let squaredErrorFloor = 1.0
  /// Of `1 − MS-SSIM`.
  static let structureFloor = 1e-4

  /// `weight·10·log10(E + k)`: an error E, never negative, in decibels, so that a share of it costs the same at every
  /// quality.
  ///
  /// What a panel metric implies is close to linear in decibels over a codec's rates (docs/codec.md), while a guard in
  /// squared code values charges the rate with seven times the error seven times as much. The floor k keeps the slope
  /// finite where hardly any error is left.
  static func decibels(
    of error: any PreparedSteering, floor k: Double = squaredErrorFloor, weight: Double
  ) -> FunctionLoss {
    FunctionLoss(inner: error) { (weight * 10 * log10($0 + k), weight * 10 / (M_LN10 * ($0 + k))) }
  }

  /// `offset + scale·m`.
  static func affine(_ m: any PreparedSteering, offset: Double = 0, scale: Double) -> FunctionLoss {
    FunctionLoss(inner: m) { (offset + scale * $0, scale) }
  }

  /// `weight·max(0, E − threshold)`.
  static func hinge(_ error: any PreparedSteering, above threshold: Double, weight: Double) -> FunctionLoss {
    FunctionLoss(inner: error) { (weight * max(0, $0 - threshold), $0 > threshold ? weight : 0) }
  }
}
