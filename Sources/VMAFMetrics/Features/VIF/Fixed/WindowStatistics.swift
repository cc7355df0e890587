/// Local variances of one scale: what the horizontal half of the window makes of the vertical one's rows.
enum WindowStatistics {
  /// Variance of the noise that VIF adds to every window: 2, in units of 2⁻¹⁶.
  static let noise: Int32 = 2 << 16

  /// Sums of one stream: (Σ tap · sample) at the even and at the odd places of sixteen.
  typealias Pair = (even: Words, odd: Words)

  /// (a · b + 2³¹) >> 32 of unsigned numbers: the product of two means in units of 2⁻¹⁶.
  @inline(__always)
  static func meanProduct(_ a: Words, _ b: Words) -> Words {
    let half = SIMD4<UInt64>(repeating: 1 << 31)
    let even = bits(WideLanes.evenProductsUnsigned(a, b), as: SIMD4<UInt64>.self) &+ half
    let odd = bits(WideLanes.evenProductsUnsigned(oddWords(a), oddWords(b)), as: SIMD4<UInt64>.self) &+ half
    return bits(even &>> 32 | odd & SIMD4(repeating: 0xFFFF_FFFF_0000_0000))
  }

  /// A filtered product: upper part plus the rounded carry of the lower one.
  @inline(__always)
  static func joined(_ high: Words, _ low: Words) -> Words {
    bits(PairTaps.restored(high) &+ (PairTaps.restored(low) &+ SIMD8(repeating: 1 << 15)) &>> 16)
  }

  /// All bits set in the words below `count`, of even and odd places of the sixteen samples from `x` on.
  @inline(__always)
  static func inside(_ x: Int, _ count: Int) -> Pair {
    let places = Words(0, 2, 4, 6, 8, 10, 12, 14) &+ Words(repeating: Int32(truncatingIfNeeded: x))
    let limit = Words(repeating: Int32(truncatingIfNeeded: count))
    return (WideLanes.greater(limit, places), WideLanes.greater(limit, places &+ 1))
  }
}
