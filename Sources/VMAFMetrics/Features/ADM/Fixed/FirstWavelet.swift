/// The finest level of the wavelet: code values of 8 to 16 bits to 16-bit bands.
///
/// Half the range is taken off first, so everything fits sixteen bits; down a column sums are shifted by the bit depth,
/// along a row by sixteen, both rounded. Source: libvmaf's `integer_adm.c`.
enum FirstWavelet {
  /// Filters down the columns into one row of low and, where wanted, one of high frequencies.
  /// - Parameter index: the row of the bands.
  static func columns(
    _ plane: SamplePlane, index: Int, bitDepth: Int, low: UnsafeMutableRawPointer, high: UnsafeMutableRawPointer?
  ) {
    func row(_ offset: Int) -> UnsafeRawPointer {
      UnsafeRawPointer(plane.row(ADMLevel.place(2 * index + offset, plane.height)))
    }
    let (above, centre, below, last) = (row(-1), row(0), row(1), row(2))
    let taps = Wavelet.Pairs()
    let middle = Samples(repeating: Int16(truncatingIfNeeded: 1 << (bitDepth - 1)))
    let half = Words(repeating: 1 << Int32(bitDepth - 1))
    let shift = Words(repeating: Int32(bitDepth))
    var x = 0
    while x < plane.width {
      let a: Samples = above.vector(2 &* x) &- middle
      let b: Samples = centre.vector(2 &* x) &- middle
      let c: Samples = below.vector(2 &* x) &- middle
      let d: Samples = last.vector(2 &* x) &- middle
      let (first, second) = (WideLanes.interleaveLow(a, b), WideLanes.interleaveHigh(a, b))
      let (third, fourth) = (WideLanes.interleaveLow(c, d), WideLanes.interleaveHigh(c, d))
      low.put(
        WideLanes.packSigned(
          (WideLanes.pairSums(first, taps.low0) &+ WideLanes.pairSums(third, taps.low1) &+ half) &>> shift,
          (WideLanes.pairSums(second, taps.low0) &+ WideLanes.pairSums(fourth, taps.low1) &+ half) &>> shift), 2 &* x)
      if let high {
        high.put(
          WideLanes.packSigned(
            (WideLanes.pairSums(first, taps.high0) &+ WideLanes.pairSums(third, taps.high1) &+ half) &>> shift,
            (WideLanes.pairSums(second, taps.high0) &+ WideLanes.pairSums(fourth, taps.high1) &+ half) &>> shift),
          2 &* x)
      }
      x &+= 16
    }
    Wavelet.extend(low.assumingMemoryBound(to: Int16.self), width: plane.width)
    if let high { Wavelet.extend(high.assumingMemoryBound(to: Int16.self), width: plane.width) }
  }

  /// Filters along a row into low and, where wanted, high frequencies.
  static func rows(
    _ row: UnsafeMutableRawPointer, width: Int, low: UnsafeMutableRawPointer, high: UnsafeMutableRawPointer?
  ) {
    let taps = Wavelet.Pairs()
    let source = UnsafeRawPointer(row)
    var x = 0
    while x < width {
      low.put(sixteen(source, x, taps.low0, taps.low1), 2 &* x)
      if let high { high.put(sixteen(source, x, taps.high0, taps.high1), 2 &* x) }
      x &+= 16
    }
  }

  /// Sixteen outputs from column `x` of the bands on.
  @inline(__always)
  private static func sixteen(_ source: UnsafeRawPointer, _ x: Int, _ first: Samples, _ second: Samples) -> Samples {
    let half = Words(repeating: 1 << 15)
    let place = source + (4 &* x &- 2)
    let a = WideLanes.pairSums(place.vector(0), first) &+ WideLanes.pairSums(place.vector(4), second) &+ half
    let b = WideLanes.pairSums(place.vector(32), first) &+ WideLanes.pairSums(place.vector(36), second) &+ half
    return SIMD16(
      lowHalf: SIMD8<Int16>(truncatingIfNeeded: a &>> 16), highHalf: SIMD8<Int16>(truncatingIfNeeded: b &>> 16))
  }
}
