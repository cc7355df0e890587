// Powers and logarithms come from the platform's C library; no other part of Foundation is needed.
import Glibc

/// How visible detail of one wavelet level is: the reciprocals of its visibility thresholds.
///
///     threshold = 2 · a · 10^(k · log10(2^(level+1) · f0 · g / r)²) / amplitude,   r pixels per degree
///
/// Source: Watson, Yang, Solomon, Villasenor, "Visibility of wavelet quantization noise", IEEE TIP 6(8), 1997, formulas
/// (1), (7) and (9), tables IV (luma) and V. Rounded to single precision at the places where libvmaf rounds.
struct ADMSensitivity: Equatable {
  /// For horizontal and for vertical detail.
  let straight: Float
  /// For diagonal detail.
  let diagonal: Float

  static let a = 0.495
  static let k = 0.466
  static let f0 = 0.401
  /// g of diagonal detail; that of straight detail is 1.
  static let diagonalGain = 0.534
  /// Table V: amplitudes of straight and of diagonal detail by level.
  static let amplitudes: [(straight: Double, diagonal: Double)] = [
    (0.67234, 0.72709), (0.41317, 0.49428), (0.22727, 0.28688), (0.11792, 0.15214),
  ]

  /// - Parameters:
  ///   - level: 0 (finest) to 3.
  ///   - viewingDistance: in heights of the display.
  ///   - displayHeight: in pixels.
  init(level: Int, viewingDistance: Double, displayHeight: Int) {
    let resolution = Float(viewingDistance * Double(displayHeight) * Double.pi / 180)
    func threshold(gain: Double, amplitude: Double) -> Float {
      let frequency = pow(2, Double(level + 1)) * Double(Float(Self.f0)) * Double(Float(gain)) / Double(resolution)
      let logarithm = Float(log10(frequency))
      let exponent = Double(Float(Self.k) * logarithm * logarithm)
      return Float(2 * Double(Float(Self.a)) * pow(10, exponent) / Double(Float(amplitude)))
    }
    straight = 1 / threshold(gain: 1, amplitude: Self.amplitudes[level].straight)
    diagonal = 1 / threshold(gain: Self.diagonalGain, amplitude: Self.amplitudes[level].diagonal)
  }
}
