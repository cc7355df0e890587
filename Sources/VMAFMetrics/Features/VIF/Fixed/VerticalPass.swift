/// The vertical half of the window: filters interleaved rows into the two output rows of a pair.
///
/// Outputs are 16-bit numbers, biased to signed for the horizontal half.
enum VerticalPass {
  /// Rows for the upper and the lower half of 32-bit numbers.
  typealias Halves = (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer)
  private typealias Four = (Words, Words, Words, Words)

  /// Σ tap · sample of both output rows: at two vectors `offset` bytes into the rows, and at two more `second` bytes on.
  @inline(__always)
  private static func sums(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, offset: Int, second: Int
  ) -> (upper: Four, lower: Four) {
    var upper: Four = (.zero, .zero, .zero, .zero)
    var lower: Four = (.zero, .zero, .zero, .zero)
    for index in 0..<count {
      let term = terms[index]
      let even: Samples = bits(Words(repeating: term.even))
      let odd: Samples = bits(Words(repeating: term.odd))
      let row = term.row + offset
      upper.0 &+= WideLanes.pairSums(row.vector(0), even)
      upper.1 &+= WideLanes.pairSums(row.vector(32), even)
      upper.2 &+= WideLanes.pairSums(row.vector(second), even)
      upper.3 &+= WideLanes.pairSums(row.vector(second &+ 32), even)
      lower.0 &+= WideLanes.pairSums(row.vector(0), odd)
      lower.1 &+= WideLanes.pairSums(row.vector(32), odd)
      lower.2 &+= WideLanes.pairSums(row.vector(second), odd)
      lower.3 &+= WideLanes.pairSums(row.vector(second &+ 32), odd)
    }
    return (upper, lower)
  }

  /// A stream of samples: (Σ tap · sample + rounding) >> shift, for both output rows.
  static func means(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int, shift: Int,
    into upper: UnsafeMutableRawPointer, _ lower: UnsafeMutableRawPointer
  ) {
    var x = 0
    while x < width {
      let sums = sums(terms, count: count, offset: 4 &* x, second: 64)
      put(sums.upper, shift, upper, x)
      put(sums.lower, shift, lower, x)
      x &+= 32
    }
  }

  /// The same for the upper row alone: what is halved for the next scale.
  static func coarseMeans(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int, shift: Int, into upper: UnsafeMutableRawPointer
  ) {
    var x = 0
    while x < width {
      put(sums(terms, count: count, offset: 4 &* x, second: 64).upper, shift, upper, x)
      x &+= 32
    }
  }

  /// A stream of products of 16 bits (8-bit pictures): the exact 32-bit sums, as upper and lower half.
  static func products(
    _ terms: UnsafePointer<VerticalTerm>, count: Int, width: Int, into upper: Halves, _ lower: Halves
  ) {
    var x = 0
    while x < width {
      let sums = sums(terms, count: count, offset: 4 &* x, second: 64)
      put(PairTaps.restored(sums.upper.0), PairTaps.restored(sums.upper.1), upper, x)
      put(PairTaps.restored(sums.upper.2), PairTaps.restored(sums.upper.3), upper, x &+ 16)
      put(PairTaps.restored(sums.lower.0), PairTaps.restored(sums.lower.1), lower, x)
      put(PairTaps.restored(sums.lower.2), PairTaps.restored(sums.lower.3), lower, x &+ 16)
      x &+= 32
    }
  }

  /// A stream of longer products, cut at `cut` bits: (Σ tap · product + rounding) >> cut, as upper and lower half.
  ///
  /// With product = high · 2^cut + low the sum is Σ tap · high + ((Σ tap · low + rounding) >> cut), each below 2³².
  static func products(
    high: UnsafePointer<VerticalTerm>, lowOffset: Int, count: Int, width: Int, cut: Int,
    into upper: Halves, _ lower: Halves
  ) {
    var x = 0
    while x < width {
      let sums = sums(high, count: count, offset: 4 &* x, second: lowOffset)
      put(joined(sums.upper.0, sums.upper.2, cut), joined(sums.upper.1, sums.upper.3, cut), upper, x)
      put(joined(sums.lower.0, sums.lower.2, cut), joined(sums.lower.1, sums.lower.3, cut), lower, x)
      x &+= 16
    }
  }

  @inline(__always)
  private static func put(_ sums: Four, _ shift: Int, _ row: UnsafeMutableRawPointer, _ x: Int) {
    row.put(rounded(sums.0, sums.1, shift), 2 &* x)
    row.put(rounded(sums.2, sums.3, shift), 2 &* x &+ 32)
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
  private static func put(_ low: SIMD8<UInt32>, _ high: SIMD8<UInt32>, _ row: Halves, _ x: Int) {
    let mask = SIMD8<UInt32>(repeating: 0xFFFF)
    row.high.put(PairTaps.biased(WideLanes.packUnsigned(bits(low &>> 16), bits(high &>> 16))), 2 &* x)
    row.low.put(PairTaps.biased(WideLanes.packUnsigned(bits(low & mask), bits(high & mask))), 2 &* x)
  }
}
