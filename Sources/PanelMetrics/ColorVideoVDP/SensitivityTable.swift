/// The contrast sensitivity of ColorVideoVDP on its grid: 32 spatial frequencies of 0.1 … 64 cycles per degree and 32
/// background luminances of 0.005 … 10 000 cd/m², both in equal steps of the logarithm.
///
/// Values are for steady light and a pattern of fixed size (castleCSF): M. Ashraf, R. K. Mantiuk, A. Chapiro, S. Wuerger,
/// "castleCSF — A contrast sensitivity function of color, area, spatiotemporal frequency, luminance and eccentricity",
/// Journal of Vision 24 (2024).
enum SensitivityTable {
  /// Values on either axis.
  static let side = 32
  /// Of the frequencies, in cycles per degree.
  static let frequencies = 0.1...64.0
  /// Of the background, in cd/m².
  static let luminances = 0.005...10_000.0
}
