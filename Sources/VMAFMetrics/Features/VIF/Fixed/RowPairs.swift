/// Interleaves rows 2·pair and 2·pair + 1 of the streams that the vertical pass filters.
///
/// Rows outside the picture are those mirrored at its edge (without repeating it). Samples are biased to signed.
enum RowPairs {
  /// A row index mirrored into the picture.
  @inline(__always)
  static func mirrored(_ row: Int, _ count: Int) -> Int {
    let inside = row < 0 ? -row : row >= count ? 2 * count - 2 - row : row
    return min(max(inside, 0), count - 1)
  }

  /// The picture and its squares, and where a reference is given the products with it.
  /// - Parameter cut: how many bits of a product go into its lower part: 0 at 8 bits, where it has none.
  static func interleave(
    _ plane: SamplePlane, with reference: SamplePlane?, pair: Int, cut: Int, into space: VIFWorkspace
  ) {
    typealias Stream = VIFWorkspace.Stream
    func rows(_ plane: SamplePlane) -> (UnsafeRawPointer, UnsafeRawPointer) {
      func row(_ y: Int) -> UnsafeRawPointer { UnsafeRawPointer(plane.row(mirrored(y, plane.height))) }
      return (row(2 * pair), row(2 * pair + 1))
    }
    let (upper, lower) = rows(plane)
    let others = reference.map(rows)
    let value = space.pair(pair, stream: Stream.value)
    let squares = (space.pair(pair, stream: Stream.squareHigh), space.pair(pair, stream: Stream.squareLow))
    let products = (space.pair(pair, stream: Stream.crossHigh), space.pair(pair, stream: Stream.crossLow))
    var x = 0
    while x < plane.width {
      let a: Samples = upper.vector(2 &* x)
      let b: Samples = lower.vector(2 &* x)
      put(a, b, value, x)
      put(product(a, a, cut: cut), product(b, b, cut: cut), cut, squares, x)
      if let others {
        let first = product(a, others.0.vector(2 &* x), cut: cut)
        let second = product(b, others.1.vector(2 &* x), cut: cut)
        put(first, second, cut, products, x)
      }
      x &+= 16
    }
  }

  /// A product of 16-bit samples, cut into the part above its lowest `cut` bits and these.
  @inline(__always)
  private static func product(_ a: Samples, _ b: Samples, cut: Int) -> (high: Samples, low: Samples) {
    let lower = a &* b
    guard cut > 0 else { return (lower, .zero) }
    let upper = WideLanes.productHigh(a, b)
    guard cut < 16 else { return (upper, lower) }
    let count = SIMD16<UInt16>(repeating: UInt16(cut))
    let unsigned = bits(lower, as: SIMD16<UInt16>.self)
    let high = bits(upper, as: SIMD16<UInt16>.self) &<< (16 &- count) | unsigned &>> count
    let mask = SIMD16<UInt16>(repeating: (1 << UInt16(cut)) &- 1)
    return (bits(high), bits(unsigned & mask))
  }

  @inline(__always)
  private static func put(
    _ a: (high: Samples, low: Samples), _ b: (high: Samples, low: Samples), _ cut: Int,
    _ rows: (high: UnsafeMutableRawPointer, low: UnsafeMutableRawPointer), _ x: Int
  ) {
    put(a.high, b.high, rows.high, x)
    if cut > 0 { put(a.low, b.low, rows.low, x) }
  }

  @inline(__always)
  private static func put(_ a: Samples, _ b: Samples, _ row: UnsafeMutableRawPointer, _ x: Int) {
    let (upper, lower) = (PairTaps.biased(a), PairTaps.biased(b))
    row.put(WideLanes.interleaveLow(upper, lower), 4 &* x)
    row.put(WideLanes.interleaveHigh(upper, lower), 4 &* x &+ 32)
  }
}
