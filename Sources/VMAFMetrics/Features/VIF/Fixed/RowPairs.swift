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

  /// The picture and its squares.
  /// - Parameter cut: how many bits of a square go into its lower part: 0 at 8 bits, where it has none.
  static func interleave(_ plane: SamplePlane, pair: Int, cut: Int, into space: VIFWorkspace) {
    let upper = UnsafeRawPointer(plane.row(mirrored(2 * pair, plane.height)))
    let lower = UnsafeRawPointer(plane.row(mirrored(2 * pair + 1, plane.height)))
    let value = space.pair(pair, stream: VIFWorkspace.Stream.value)
    let high = space.pair(pair, stream: VIFWorkspace.Stream.squareHigh)
    let low = space.pair(pair, stream: VIFWorkspace.Stream.squareLow)
    var x = 0
    while x < plane.width {
      let a: Samples = upper.vector(2 &* x)
      let b: Samples = lower.vector(2 &* x)
      put(a, b, value, x)
      let first = product(a, a, cut: cut)
      let second = product(b, b, cut: cut)
      put(first.high, second.high, high, x)
      if cut > 0 { put(first.low, second.low, low, x) }
      x &+= 16
    }
  }

  /// The distorted picture, its squares, and its products with the reference.
  static func interleave(
    _ plane: SamplePlane, with reference: SamplePlane, pair: Int, cut: Int, into space: VIFWorkspace
  ) {
    interleave(plane, pair: pair, cut: cut, into: space)
    let rows = (mirrored(2 * pair, plane.height), mirrored(2 * pair + 1, plane.height))
    let (upper, lower) = (UnsafeRawPointer(plane.row(rows.0)), UnsafeRawPointer(plane.row(rows.1)))
    let (above, below) = (UnsafeRawPointer(reference.row(rows.0)), UnsafeRawPointer(reference.row(rows.1)))
    let high = space.pair(pair, stream: VIFWorkspace.Stream.crossHigh)
    let low = space.pair(pair, stream: VIFWorkspace.Stream.crossLow)
    var x = 0
    while x < plane.width {
      let first = product(upper.vector(2 &* x), above.vector(2 &* x), cut: cut)
      let second = product(lower.vector(2 &* x), below.vector(2 &* x), cut: cut)
      put(first.high, second.high, high, x)
      if cut > 0 { put(first.low, second.low, low, x) }
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
  private static func put(_ a: Samples, _ b: Samples, _ row: UnsafeMutableRawPointer, _ x: Int) {
    let (upper, lower) = (PairTaps.biased(a), PairTaps.biased(b))
    row.put(WideLanes.interleaveLow(upper, lower), 4 &* x)
    row.put(WideLanes.interleaveHigh(upper, lower), 4 &* x &+ 32)
  }
}
