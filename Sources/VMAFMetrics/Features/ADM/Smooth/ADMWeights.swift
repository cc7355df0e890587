// Logarithm and power come from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Contrast sensitivity of a wavelet level as ADM weights it: 1 / the visible quantisation step of the 9/7 wavelet.
///
/// The formula, its figures and their source are those of ``ADMSensitivity``, here without roundings to single precision.
/// As libvmaf does, the amplitudes are those of the 9/7 wavelet although ADM uses db2.
enum ADMWeights {
  /// Weight of the horizontal and vertical bands, and of the diagonal band, of a level (0 is the finest).
  /// - Parameters:
  ///   - viewingDistance: in heights of the display.
  ///   - displayHeight: in pixels.
  static func level(
    _ level: Int, viewingDistance: Double, displayHeight: Int
  ) -> (straight: Double, diagonal: Double) {
    typealias Table = ADMSensitivity
    func weight(_ g: Double, _ amplitude: Double) -> Double {
      let pixelsPerDegree = viewingDistance * Double(displayHeight) * Double.pi / 180
      let octaves = log10(pow(2, Double(level + 1)) * Table.f0 * g / pixelsPerDegree)
      return amplitude / (2 * Table.a * pow(10, Table.k * octaves * octaves))
    }
    let amplitude = Table.amplitudes[level]
    return (weight(1, amplitude.straight), weight(Table.diagonalGain, amplitude.diagonal))
  }
}
