/// One pass over one scale: brings pairs of rows through the vertical half of the window, and makes the next scale's
/// picture on the way.
struct IntegerVIFPass {
  let space: VIFWorkspace
  let taps: PairTaps
  let width: Int
  let height: Int
  private let plane: SamplePlane
  private let reference: SamplePlane?
  private let coarser: SamplePlane?
  private let coarseTaps: PairTaps?
  /// Bits by which means are shifted: those of a code value.
  private let shift: Int
  /// Bits by which products are shifted, so that they too have sixteen bits of fraction.
  private let cut: Int

  /// - Parameters:
  ///   - reference: where products with the reference are wanted too.
  ///   - coarser: where the next scale's picture goes; nil at the coarsest scale.
  init(
    scale: Int, bitDepth: Int, plane: SamplePlane, reference: SamplePlane?, coarser: SamplePlane?, space: VIFWorkspace
  ) {
    self.space = space
    self.plane = plane
    self.reference = reference
    self.coarser = coarser
    taps = VIFFilters.scales[scale]
    coarseTaps = coarser == nil ? nil : VIFFilters.scales[scale + 1]
    width = plane.width
    height = plane.height
    shift = scale == 0 ? bitDepth : 16
    cut = scale == 0 ? 2 * (bitDepth - 8) : 16
  }

  /// Pairs of output rows.
  var pairs: Int { (height + 1) / 2 }

  /// Rows of a pair that lie in the picture.
  func rowCount(_ pair: Int) -> Int { min(2, height - 2 * pair) }

  /// Filters the rows of `pair`; to be called for pair after pair from 0.
  func advance(to pair: Int) {
    let first = pair == 0 ? -taps.reach : pair + taps.reach
    for new in first...(pair + taps.reach) {
      RowPairs.interleave(plane, with: reference, pair: new, cut: cut, into: space)
    }
    typealias Stream = VIFWorkspace.Stream
    let count = taps.terms.count
    VerticalPass.means(
      space.aim(taps, at: pair, stream: Stream.value), count: count, width: width, shift: shift,
      into: space.row(Stream.value, parity: 0), space.row(Stream.value, parity: 1))
    filterProducts(pair, Stream.squareHigh, Stream.squareLow)
    if reference != nil { filterProducts(pair, Stream.crossHigh, Stream.crossLow) }
    for stream in 0..<(reference == nil ? Stream.crossHigh : Stream.count) {
      for parity in 0..<2 {
        let samples = space.row(stream, parity: parity).assumingMemoryBound(to: Int16.self)
        mirrorMargins(samples, width: width, reach: taps.half)
      }
    }
    if let coarser, let coarseTaps, pair < coarser.height {
      VerticalPass.coarseMeans(
        space.aim(coarseTaps, at: pair, stream: Stream.value), count: coarseTaps.terms.count, width: width,
        shift: shift, into: space.coarseRow)
      mirrorMargins(space.coarseRow.assumingMemoryBound(to: Int16.self), width: width, reach: coarseTaps.half)
      Self.halve(space.coarseRow, coarseTaps, into: coarser.row(pair), width: coarser.width)
    }
  }

  private func filterProducts(_ pair: Int, _ high: Int, _ low: Int) {
    let terms = space.aim(taps, at: pair, stream: high)
    let upper = (high: space.row(high, parity: 0), low: space.row(low, parity: 0))
    let lower = (high: space.row(high, parity: 1), low: space.row(low, parity: 1))
    if cut == 0 {
      VerticalPass.products(terms, count: taps.terms.count, width: width, into: upper, lower)
    } else {
      let offset = space.pair(pair, stream: low) - space.pair(pair, stream: high)
      VerticalPass.products(
        high: terms, lowOffset: offset, count: taps.terms.count, width: width, cut: cut, into: upper, lower)
    }
  }

  /// Filters a row and keeps every second sample: (Σ tap · sample + 2¹⁵) >> 16.
  private static func halve(
    _ row: UnsafeMutableRawPointer, _ taps: PairTaps, into target: UnsafeMutableRawPointer, width: Int
  ) {
    let source = UnsafeRawPointer(row)
    taps.terms.withUnsafeBufferPointer { terms in
      var x = 0
      while x < width {
        var (a, b) = (Words.zero, Words.zero)
        for index in 0..<terms.count {
          let term = terms[index]
          let even: Samples = bits(Words(repeating: term.even))
          let offset = 4 &* (x &+ term.pair)
          a &+= WideLanes.pairSums(source.vector(offset), even)
          b &+= WideLanes.pairSums(source.vector(offset &+ 32), even)
        }
        let half = SIMD8<UInt32>(repeating: 1 << 15)
        let first = (PairTaps.restored(a) &+ half) &>> 16
        let second = (PairTaps.restored(b) &+ half) &>> 16
        target.put(
          SIMD16<UInt16>(
            lowHalf: SIMD8(truncatingIfNeeded: first), highHalf: SIMD8(truncatingIfNeeded: second)), 2 &* x)
        x &+= 16
      }
    }
  }
}
