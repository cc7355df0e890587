// Logarithm and power come from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Contrast sensitivity of a wavelet level as ADM weights it: 1 / the visible quantisation step of the 9/7 wavelet.
///
/// `step(λ, θ) = 2·a·10^(k·log₁₀²(2^(λ+1)·f₀·g_θ / r)) / A(λ, θ)` with r pixels per degree of visual angle.
///
/// Source: A. Watson, G. Yang, J. Solomon, J. Villasenor, "Visibility of wavelet quantization noise", IEEE TIP 6(8),
/// 1997: equations 1, 7 and 9, Table IV (luma) and Table V. As libvmaf does, the amplitudes are those of the 9/7
/// wavelet although ADM uses db2.
enum ADMWeights {
  private static let a = 0.495
  private static let k = 0.466
  private static let f0 = 0.401
  /// g of the horizontal and vertical bands, and of the diagonal one (Table IV).
  private static let orientation = (straight: 1.0, diagonal: 0.534)
  /// Amplitudes of the basis functions (Table V), levels 1 to 4: straight, diagonal.
  private static let amplitudes = [(0.67234, 0.72709), (0.41317, 0.49428), (0.22727, 0.28688), (0.11792, 0.15214)]

  /// Weight of the horizontal and vertical bands, and of the diagonal band, of a level (0 is the finest).
  /// - Parameters:
  ///   - viewingDistance: in heights of the display.
  ///   - displayHeight: in pixels.
  static func level(
    _ level: Int, viewingDistance: Double, displayHeight: Int
  ) -> (straight: Double, diagonal: Double) {
    func weight(_ g: Double, _ amplitude: Double) -> Double {
      let pixelsPerDegree = viewingDistance * Double(displayHeight) * Double.pi / 180
      let octaves = log10(pow(2, Double(level + 1)) * f0 * g / pixelsPerDegree)
      return amplitude / (2 * a * pow(10, k * octaves * octaves))
    }
    return (
      weight(orientation.straight, amplitudes[level].0), weight(orientation.diagonal, amplitudes[level].1)
    )
  }
}
