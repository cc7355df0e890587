import Glibc
import QualityMetrics
import Raster

/// `10·log10(E + k)` of another loss E: its error in decibels, so that a share of the error costs the same at every quality.
///
/// What a panel metric implies is close to linear in decibels over a codec's rates (docs/codec.md), while a guard in
/// squared code values charges the rate with seven times the error seven times as much. `k` keeps the slope finite where
/// hardly any error is left.
struct DecibelLoss: PreparedLoss {
  /// Luma and chroma, in squared code values: the error of rounding to 8 bits is 1/12.
  static let squaredErrorFloor = 1.0
  /// Of `1 − MS-SSIM`.
  static let structureFloor = 1e-4

  /// E, never negative.
  let error: any PreparedLoss
  /// k
  let floor: Double
  /// What a decibel costs.
  let weight: Double

  func value(_ distorted: YCbCrPlanes) throws(MetricError) -> Double {
    weight * 10 * log10(try error.value(distorted) + floor)
  }

  func valueAndGradient(_ distorted: YCbCrPlanes) throws(MetricError) -> (value: Double, gradient: YCbCrPlanes) {
    let (value, slope) = try error.valueAndGradient(distorted)
    var gradient = YCbCrPlanes(width: distorted.y.width, height: distorted.y.height)
    gradient.add(slope, weight: weight * 10 / (M_LN10 * (value + floor)))
    return (weight * 10 * log10(value + floor), gradient)
  }
}
