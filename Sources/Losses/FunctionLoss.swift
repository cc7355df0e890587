import Glibc
import QualityMetrics
import Raster

/// A function of another loss E.
struct FunctionLoss: PreparedLoss {
  let error: any PreparedLoss
  /// The function's value and derivative at E.
  let function: @Sendable (Double) -> (value: Double, slope: Double)

  func value(_ distorted: YCbCrPlanes) throws(MetricError) -> Double { function(try error.value(distorted)).value }

  func valueAndGradient(_ distorted: YCbCrPlanes) throws(MetricError) -> (value: Double, gradient: YCbCrPlanes) {
    let (inner, byPlanes) = try error.valueAndGradient(distorted)
    let (value, slope) = function(inner)
    var gradient = YCbCrPlanes(width: distorted.y.width, height: distorted.y.height)
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
    of error: any PreparedLoss, floor k: Double = squaredErrorFloor, weight: Double
  ) -> FunctionLoss {
    FunctionLoss(error: error) { (weight * 10 * log10($0 + k), weight * 10 / (M_LN10 * ($0 + k))) }
  }

  /// `weight·E`.
  static func scaled(_ error: any PreparedLoss, weight: Double) -> FunctionLoss {
    FunctionLoss(error: error) { (weight * $0, weight) }
  }

  /// `weight·max(0, E − threshold)`.
  static func hinge(_ error: any PreparedLoss, above threshold: Double, weight: Double) -> FunctionLoss {
    FunctionLoss(error: error) { (weight * max(0, $0 - threshold), $0 > threshold ? weight : 0) }
  }
}
