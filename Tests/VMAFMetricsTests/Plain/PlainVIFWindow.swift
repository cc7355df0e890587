@testable import VMAFMetrics

// The exponential comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Visual information fidelity of one window of one scale: what the reference tells (`denominator`) and what of it the
/// distorted picture still tells (`numerator`), in bits.
///
/// With variances s₁, s₂ and covariance c of the window, gain `g = c / (s₁ + ε)` and remaining variance
/// `sv = max(s₂ − g·c, ε)`:
/// `numerator = log₂(1 + min(g, limit)²·s₁ / (sv + ν))`, `denominator = log₂(1 + s₁ / ν)`.
/// A negative covariance, and a distorted variance below ε, give numerator 0. Where s₁ < ν, a window too flat for the
/// model: numerator `1 − s₂·ν² / 255²`, denominator 1.
///
/// Source: H. Sheikh, A. Bovik, "Image information and visual quality", IEEE TIP 15(2), 2006, in the form and with the
/// constants of libvmaf's `float_vif` (`vif_statistic_s`).
///
/// At kinks the derivative of one side is taken: of `g` where g equals the limit, of the log where s₁ = ν, 0 where c < 0,
/// where s₂ ≤ 0, and of the constant ε where s₂ − g·c < ε.
struct PlainVIFWindow<Scalar: PlainScalar> {
  /// ν, the variance of the neural noise (libvmaf's `vif_sigma_nsq`).
  static var noiseVariance: Scalar { 2 }
  /// ε (libvmaf's `eps`).
  static var epsilon: Scalar { 1e-10 }
  /// ν² / 255²: what a unit of distorted variance takes away in a flat window (libvmaf's `sigma_max_inv`).
  static var flatSlope: Scalar { 4 / (255 * 255) }
  /// 1 / ln 2.
  static var inverseLn2: Scalar { 1.442_695_040_888_963_407_4 }

  /// Numerator of a window. Variances may be slightly negative from rounding.
  @inline(__always)
  static func numerator(s1: Scalar, s2: Scalar, covariance c: Scalar, limit: Scalar) -> Scalar {
    let s2 = max(s2, 0)
    if s1 < noiseVariance { return 1 - s2 * flatSlope }
    if c < 0 || s2 < epsilon { return 0 }
    let gain = c / (s1 + epsilon)
    let remaining = max(s2 - gain * c, epsilon)
    let limited = min(gain, limit)
    return Scalar.binaryLogarithm(1 + limited * limited * s1 / (remaining + noiseVariance))
  }

  /// Denominator of a window.
  @inline(__always)
  static func denominator(s1: Scalar) -> Scalar {
    s1 < noiseVariance ? 1 : Scalar.binaryLogarithm(1 + s1 / noiseVariance)
  }

  /// Partial derivatives of the numerator with respect to s₁, s₂ and the covariance.
  @inline(__always)
  static func numeratorGradient(
    s1: Scalar, s2: Scalar, covariance c: Scalar, limit: Scalar
  ) -> (s1: Scalar, s2: Scalar, covariance: Scalar) {
    guard s2 > 0 else { return (0, 0, 0) }
    if s1 < noiseVariance { return (0, -flatSlope, 0) }
    if c < 0 || s2 < epsilon { return (0, 0, 0) }
    let inverse = 1 / (s1 + epsilon)
    let gain = c * inverse
    let excess = s2 - gain * c
    let remaining = max(excess, epsilon) + noiseVariance
    let limited = min(gain, limit)
    let ratio = limited * limited * s1 / remaining
    let outer = inverseLn2 / (1 + ratio)
    var byS1 = outer * limited * limited / remaining
    var byS2: Scalar = 0
    var byCovariance: Scalar = 0
    if gain <= limit {
      let byGain = outer * 2 * limited * s1 / remaining
      byCovariance += byGain * inverse
      byS1 -= byGain * gain * inverse
    }
    if excess >= epsilon {
      let byRemaining = -outer * ratio / remaining
      byS2 = byRemaining
      byCovariance -= byRemaining * 2 * gain
      byS1 += byRemaining * gain * gain
    }
    return (byS1, byS2, byCovariance)
  }

  /// Derivative of the denominator with respect to s₁.
  @inline(__always)
  static func denominatorGradient(s1: Scalar) -> Scalar {
    s1 < noiseVariance ? 0 : inverseLn2 / (noiseVariance + s1)
  }

  /// The window of a scale: Gaussian of 17, 9, 5, 3 taps, sigma = taps / 5, sum 1.
  ///
  /// Taps are rounded, summed and divided in the number type, as libvmaf does in single precision: a sum that misses 1
  /// by one unit in the last place shifts the variance of bright or dark windows by 0.002.
  static func filter(scale: Int) -> PlainFilter<Scalar> {
    let count = (1 << (4 - scale)) + 1
    let sigma = Double(Scalar(count) / 5)
    let weights = (0..<count).map { index -> Scalar in
      let distance = Double(index - count / 2) / sigma
      return Scalar(exp(-0.5 * distance * distance)) / Scalar(1 / (sigma * (2 * Double.pi).squareRoot()))
    }
    let sum = weights.reduce(0, +)
    return PlainFilter(taps: weights.map { $0 / sum })
  }
}
