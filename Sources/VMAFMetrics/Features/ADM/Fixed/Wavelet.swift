/// The four taps of the Daubechies-2 wavelet in units of 2⁻¹⁵. Source of the figures: libvmaf's `integer_adm.h`.
enum Wavelet {
  static let low: (Int32, Int32, Int32, Int32) = (15826, 27411, 7345, -4240)
  static let high: (Int32, Int32, Int32, Int32) = (-4240, -7345, 27411, -15826)

  /// Two taps as a pair for `WideLanes.pairSums`.
  @inline(__always)
  static func pair(_ first: Int32, _ second: Int32) -> Samples {
    bits(Words(repeating: second &<< 16 | first & 0xFFFF))
  }

  /// Both filters as two pairs each.
  struct Pairs {
    let low0 = Wavelet.pair(Wavelet.low.0, Wavelet.low.1)
    let low1 = Wavelet.pair(Wavelet.low.2, Wavelet.low.3)
    let high0 = Wavelet.pair(Wavelet.high.0, Wavelet.high.1)
    let high1 = Wavelet.pair(Wavelet.high.2, Wavelet.high.3)
  }

  /// Fills the samples that the filters read outside a row: one before it, two behind it.
  @inline(__always)
  static func extend<Sample>(_ row: UnsafeMutablePointer<Sample>, width: Int) {
    row[-1] = row[min(1, width - 1)]
    row[width] = row[ADMLevel.place(width, width)]
    row[width + 1] = row[ADMLevel.place(width + 1, width)]
  }
}
