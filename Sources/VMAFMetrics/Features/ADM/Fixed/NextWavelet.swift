/// The coarser levels of the wavelet: 32-bit numbers with 64-bit sums.
///
/// Shifts by level, down a column and along a row: 0 and 15, 16 and 16, 16 and 15; results are cut to 32 bits.
/// Source: libvmaf's `integer_adm.c`.
enum NextWavelet {
  /// Shift along a row, by level 1 to 3.
  static func rowShift(_ level: Int) -> Int { level == 2 ? 16 : 15 }

  /// Level 1 down the columns: its input fits sixteen bits, and sums are kept whole.
  static func columns(
    first rows: (UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer), width: Int,
    low: UnsafeMutableRawPointer, high: UnsafeMutableRawPointer
  ) {
    let taps = Wavelet.Pairs()
    var x = 0
    while x < width {
      let a: Samples = rows.0.vector(2 &* x)
      let b: Samples = rows.1.vector(2 &* x)
      let c: Samples = rows.2.vector(2 &* x)
      let d: Samples = rows.3.vector(2 &* x)
      let (first, second) = (WideLanes.interleaveLow(a, b), WideLanes.interleaveHigh(a, b))
      let (third, fourth) = (WideLanes.interleaveLow(c, d), WideLanes.interleaveHigh(c, d))
      low.putHalves(
        WideLanes.pairSums(first, taps.low0) &+ WideLanes.pairSums(third, taps.low1),
        WideLanes.pairSums(second, taps.low0) &+ WideLanes.pairSums(fourth, taps.low1), x)
      high.putHalves(
        WideLanes.pairSums(first, taps.high0) &+ WideLanes.pairSums(third, taps.high1),
        WideLanes.pairSums(second, taps.high0) &+ WideLanes.pairSums(fourth, taps.high1), x)
      x &+= 16
    }
    Wavelet.extend(low.assumingMemoryBound(to: Int32.self), width: width)
    Wavelet.extend(high.assumingMemoryBound(to: Int32.self), width: width)
  }

  /// Levels 2 and 3 down the columns: (Σ tap · sample + 2¹⁵) >> 16.
  static func columns(
    next rows: (UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer), width: Int,
    low: UnsafeMutableRawPointer, high: UnsafeMutableRawPointer
  ) {
    var x = 0
    while x < width {
      let a: Words = rows.0.vector(4 &* x)
      let b: Words = rows.1.vector(4 &* x)
      let c: Words = rows.2.vector(4 &* x)
      let d: Words = rows.3.vector(4 &* x)
      let odd = (oddWords(a), oddWords(b), oddWords(c), oddWords(d))
      low.put(
        merged(sum(a, b, c, d, Wavelet.low, 1 << 15), sum(odd.0, odd.1, odd.2, odd.3, Wavelet.low, 1 << 15)), 4 &* x)
      high.put(
        merged(sum(a, b, c, d, Wavelet.high, 1 << 15), sum(odd.0, odd.1, odd.2, odd.3, Wavelet.high, 1 << 15)), 4 &* x)
      x &+= 8
    }
    Wavelet.extend(low.assumingMemoryBound(to: Int32.self), width: width)
    Wavelet.extend(high.assumingMemoryBound(to: Int32.self), width: width)
  }

  /// Along a row, into low and high frequencies; either may be left out.
  static func rows(
    _ row: UnsafeMutableRawPointer, width: Int, shift: Int, low: UnsafeMutableRawPointer?,
    high: UnsafeMutableRawPointer?
  ) {
    let source = UnsafeRawPointer(row)
    let half = Int64(1) << Int64(shift - 1)
    let count = SIMD4<UInt64>(repeating: UInt64(shift))
    var x = 0
    while x < width {
      // The even words of a vector that begins at sample 2x − 1 are samples 2x − 1, 2x + 1 …: tap 0 of four outputs.
      let place = source + (8 &* x &- 4)
      let a: Words = place.vector(0)
      let b: Words = place.vector(4)
      let c: Words = place.vector(8)
      let d: Words = place.vector(12)
      if let low {
        low.put(
          SIMD4<Int32>(truncatingIfNeeded: bits(sum(a, b, c, d, Wavelet.low, half), as: SIMD4<UInt64>.self) &>> count),
          4 &* x)
      }
      if let high {
        high.put(
          SIMD4<Int32>(truncatingIfNeeded: bits(sum(a, b, c, d, Wavelet.high, half), as: SIMD4<UInt64>.self) &>> count),
          4 &* x)
      }
      x &+= 4
    }
  }

  /// Σ tap · even word + rounding.
  @inline(__always)
  private static func sum(
    _ a: Words, _ b: Words, _ c: Words, _ d: Words, _ taps: (Int32, Int32, Int32, Int32), _ half: Int64
  ) -> Longs {
    WideLanes.evenProducts(a, Words(repeating: taps.0)) &+ WideLanes.evenProducts(b, Words(repeating: taps.1))
      &+ WideLanes.evenProducts(c, Words(repeating: taps.2)) &+ WideLanes.evenProducts(d, Words(repeating: taps.3))
      &+ Longs(repeating: half)
  }

  /// Bits 16 to 47 of the sums of the even and of the odd columns.
  @inline(__always)
  private static func merged(_ even: Longs, _ odd: Longs) -> Words {
    Decoupling.merged(bits(even, as: SIMD4<UInt64>.self) &>> 16, bits(odd, as: SIMD4<UInt64>.self) &<< 16)
  }
}
