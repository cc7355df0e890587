// The exponential comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Visual information fidelity of eight windows of one scale: what the reference tells (denominator) and what of it the
/// distorted picture still tells (numerator), in bits.
///
/// With variances s₁, s₂ and covariance c of a window, gain `g = c / (s₁ + ε)` and remaining variance
/// `sv = max(s₂ − g·c, ε)`:
/// `numerator = log₂(1 + min(g, limit)²·s₁ / (sv + ν))`, `denominator = log₂(1 + s₁ / ν)`.
/// A negative covariance, and a distorted variance below ε, give numerator 0. Where s₁ < ν, a window too flat for the
/// model: numerator `1 − s₂·ν² / 255²`, denominator 1.
///
/// Source: H. Sheikh, A. Bovik, "Image information and visual quality", IEEE TIP 15(2), 2006, in the form and with the
/// constants of libvmaf's `float_vif` (`vif_statistic_s`).
///
/// At kinks the derivative of one side is taken: that of g where g equals the limit, that of the logarithm where s₁ = ν,
/// 0 where c < 0 and where s₂ ≤ 0 or s₂ < ε, and that of the constant ε where s₂ − g·c < ε.
struct VIFWindow<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// ν, the variance of the neural noise (libvmaf's `vif_sigma_nsq`).
  @inline(__always) static var noiseVariance: L { L(2) }
  /// ε (libvmaf's `eps`).
  @inline(__always) static var epsilon: L { L(1e-10) }
  /// ν² / 255²: what a unit of distorted variance takes away in a flat window (libvmaf's `sigma_max_inv`).
  @inline(__always) static var flatSlope: L { L(4 / (255 * 255)) }
  /// 1 / ln 2.
  @inline(__always) static var inverseLn2: L { L(1.442_695_040_888_963_407_4) }

  /// The largest gain that counts.
  let limit: L

  /// A numerator as `log₂(over / under) + flat`, so that logarithms of several windows can be taken together.
  struct Parts {
    let over: L
    let under: L
    let flat: L
  }

  /// Partial derivatives of the numerator.
  struct Partials {
    let byS1: L
    let byS2: L
    let byCovariance: L
  }

  /// Numerators of eight windows; variances are at least 0.
  @inline(__always)
  func numerator(s1: L, s2: L, covariance: L) -> Parts {
    numeratorAndPartials(s1: s1, s2: s2, covariance: covariance).0
  }

  /// Numerators of eight windows with their derivatives.
  @inline(__always)
  func numeratorAndPartials(s1: L, s2: L, covariance c: L) -> (Parts, Partials) {
    let flat = s1 < Self.noiseVariance
    let inverse = L(1) / (s1 + Self.epsilon)
    let gain = c * inverse
    let excess = s2.subtracting(gain, times: c)
    let under = L.larger(excess, Self.epsilon) + Self.noiseVariance
    let limited = L.smaller(gain, limit)
    let square = limited * limited
    let over = under.adding(square, times: s1)
    let none = L.either(flat, L.either(c < L.zero, s2 < Self.epsilon))
    let parts = Parts(
      over: over.replacing(with: L(1), where: none), under: under.replacing(with: L(1), where: none),
      flat: L.zero.replacing(with: L(1).subtracting(Self.flatSlope, times: s2), where: flat))

    let quotient = Self.inverseLn2 / (under * over)
    let byOver = quotient * under
    let byRemaining = (L.zero - quotient * square * s1).zeroed(where: excess < Self.epsilon)
    let byGain = (L(2) * limited * s1 * byOver).zeroed(where: limit < gain)
    let byCovariance = (byGain * inverse).subtracting(L(2) * gain, times: byRemaining).zeroed(where: none)
    let byS1 =
      byOver * square - byGain * gain * inverse + byRemaining * gain * gain
    let byS2 = byRemaining.zeroed(where: none)
      .replacing(with: L.zero - Self.flatSlope, where: flat)
      .zeroed(where: s2 <= L.zero)
    return (
      parts,
      Partials(byS1: byS1.zeroed(where: none), byS2: byS2, byCovariance: byCovariance.zeroed(where: s2 <= L.zero))
    )
  }

  /// Denominators of eight windows.
  @inline(__always)
  static func denominator(s1: L) -> L {
    (L(1) + s1 * L(0.5)).binaryLogarithm.replacing(with: L(1), where: s1 < noiseVariance)
  }

  /// Derivatives of the denominators by s₁.
  @inline(__always)
  static func denominatorByS1(s1: L) -> L {
    (inverseLn2 / (noiseVariance + s1)).zeroed(where: s1 < noiseVariance)
  }
}

/// The window of a VIF scale: Gaussian of 17, 9, 5, 3 taps, sigma = taps / 5, sum 1.
///
/// Taps are rounded, summed and divided in the number type, as libvmaf does in single precision: a sum that misses 1 by
/// one unit in the last place shifts the variance of bright or dark windows by 0.002.
struct VIFTaps<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  /// `2 · radius + 1` taps.
  let taps: [Scalar]

  init(scale: Int) {
    let count = (1 << (4 - scale)) + 1
    let sigma = Double(Scalar(count) / 5)
    let weights = (0..<count).map { index -> Scalar in
      let distance = Double(index - count / 2) / sigma
      return Scalar(exp(-0.5 * distance * distance)) / Scalar(1 / (sigma * (2 * Double.pi).squareRoot()))
    }
    let sum = weights.reduce(0, +)
    taps = weights.map { $0 / sum }
  }
}
