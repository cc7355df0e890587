/// The vertical half of the window: filters interleaved rows into the two output rows of a pair.
///
/// Outputs are 16-bit numbers, biased to signed for the horizontal half.
enum VerticalPass {
  /// A stream of samples: (Σ tap · sample + rounding) >> shift, for both output rows.
  static func means(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int, shift: Int,
    into upper: UnsafeMutableRawPointer, _ lower: UnsafeMutableRawPointer
  ) {
    var x = 0
    while x < width {
      var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
      var (e, f, g, h) = (Words.zero, Words.zero, Words.zero, Words.zero)
      for index in 0..<count {
        let term = terms[index]
        let even: Samples = bits(Words(repeating: term.even))
        let odd: Samples = bits(Words(repeating: term.odd))
        let row = term.row + 4 &* x
        a &+= WideLanes.pairSums(row.vector(0), even)
        b &+= WideLanes.pairSums(row.vector(32), even)
        c &+= WideLanes.pairSums(row.vector(64), even)
        d &+= WideLanes.pairSums(row.vector(96), even)
        e &+= WideLanes.pairSums(row.vector(0), odd)
        f &+= WideLanes.pairSums(row.vector(32), odd)
        g &+= WideLanes.pairSums(row.vector(64), odd)
        h &+= WideLanes.pairSums(row.vector(96), odd)
      }
      upper.put(rounded(a, b, shift), 2 &* x)
      upper.put(rounded(c, d, shift), 2 &* x &+ 32)
      lower.put(rounded(e, f, shift), 2 &* x)
      lower.put(rounded(g, h, shift), 2 &* x &+ 32)
      x &+= 32
    }
  }

  /// The same for the upper row alone: what is halved for the next scale.
  static func coarseMeans(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int, shift: Int, into upper: UnsafeMutableRawPointer
  ) {
    var x = 0
    while x < width {
      var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
      for index in 0..<count {
        let term = terms[index]
        let even: Samples = bits(Words(repeating: term.even))
        let row = term.row + 4 &* x
        a &+= WideLanes.pairSums(row.vector(0), even)
        b &+= WideLanes.pairSums(row.vector(32), even)
        c &+= WideLanes.pairSums(row.vector(64), even)
        d &+= WideLanes.pairSums(row.vector(96), even)
      }
      upper.put(rounded(a, b, shift), 2 &* x)
      upper.put(rounded(c, d, shift), 2 &* x &+ 32)
      x &+= 32
    }
  }

  /// A stream of products of 16 bits (8-bit pictures): the exact 32-bit sums, as upper and lower half.
  static func products(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int,
    into upper: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer),
    _ lower: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer)
  ) {
    var x = 0
    while x < width {
      var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
      var (e, f, g, h) = (Words.zero, Words.zero, Words.zero, Words.zero)
      for index in 0..<count {
        let term = terms[index]
        let even: Samples = bits(Words(repeating: term.even))
        let odd: Samples = bits(Words(repeating: term.odd))
        let row = term.row + 4 &* x
        a &+= WideLanes.pairSums(row.vector(0), even)
        b &+= WideLanes.pairSums(row.vector(32), even)
        c &+= WideLanes.pairSums(row.vector(64), even)
        d &+= WideLanes.pairSums(row.vector(96), even)
        e &+= WideLanes.pairSums(row.vector(0), odd)
        f &+= WideLanes.pairSums(row.vector(32), odd)
        g &+= WideLanes.pairSums(row.vector(64), odd)
        h &+= WideLanes.pairSums(row.vector(96), odd)
      }
      put(PairTaps.restored(a), PairTaps.restored(b), upper, x)
      put(PairTaps.restored(c), PairTaps.restored(d), upper, x &+ 16)
      put(PairTaps.restored(e), PairTaps.restored(f), lower, x)
      put(PairTaps.restored(g), PairTaps.restored(h), lower, x &+ 16)
      x &+= 32
    }
  }

  /// A stream of longer products, cut at `cut` bits: (Σ tap · product + rounding) >> cut, as upper and lower half.
  ///
  /// With product = high · 2^cut + low the sum is Σ tap · high + ((Σ tap · low + rounding) >> cut), each below 2³².
  static func products(
    high: UnsafePointer<VerticalTerm>, lowOffset: Int, count: Int, width: Int, cut: Int,
    into upper: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer),
    _ lower: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer)
  ) {
    var x = 0
    while x < width {
      var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
      var (e, f, g, h) = (Words.zero, Words.zero, Words.zero, Words.zero)
      for index in 0..<count {
        let term = high[index]
        let even: Samples = bits(Words(repeating: term.even))
        let odd: Samples = bits(Words(repeating: term.odd))
        let row = term.row + 4 &* x
        let second = row + lowOffset
        a &+= WideLanes.pairSums(row.vector(0), even)
        b &+= WideLanes.pairSums(row.vector(32), even)
        c &+= WideLanes.pairSums(second.vector(0), even)
        d &+= WideLanes.pairSums(second.vector(32), even)
        e &+= WideLanes.pairSums(row.vector(0), odd)
        f &+= WideLanes.pairSums(row.vector(32), odd)
        g &+= WideLanes.pairSums(second.vector(0), odd)
        h &+= WideLanes.pairSums(second.vector(32), odd)
      }
      put(joined(a, c, cut), joined(b, d, cut), upper, x)
      put(joined(e, g, cut), joined(f, h, cut), lower, x)
      x &+= 16
    }
  }

  @inline(__always)
  private static func rounded(_ low: Words, _ high: Words, _ shift: Int) -> Samples {
    let half = SIMD8<UInt32>(repeating: 1 << UInt32(shift &- 1))
    let count = SIMD8<UInt32>(repeating: UInt32(shift))
    let first = (PairTaps.restored(low) &+ half) &>> count
    let second = (PairTaps.restored(high) &+ half) &>> count
    return PairTaps.biased(WideLanes.packUnsigned(bits(first), bits(second)))
  }

  @inline(__always)
  private static func joined(_ high: Words, _ low: Words, _ cut: Int) -> SIMD8<UInt32> {
    let half = SIMD8<UInt32>(repeating: 1 << UInt32(cut &- 1))
    return PairTaps.restored(high) &+ (PairTaps.restored(low) &+ half) &>> SIMD8(repeating: UInt32(cut))
  }

  @inline(__always)
  private static func put(
    _ low: SIMD8<UInt32>, _ high: SIMD8<UInt32>,
    _ row: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer), _ x: Int
  ) {
    let mask = SIMD8<UInt32>(repeating: 0xFFFF)
    row.high.put(PairTaps.biased(WideLanes.packUnsigned(bits(low &>> 16), bits(high &>> 16))), 2 &* x)
    row.low.put(PairTaps.biased(WideLanes.packUnsigned(bits(low & mask), bits(high & mask))), 2 &* x)
  }
}
