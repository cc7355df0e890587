import Raster

/// The reference's side of fixed-point VIF: its picture, local means and local variances at four scales, and the
/// denominators. Filled again and again where frames stream, read by any number of evaluations.
///
/// `@unchecked Sendable`: `fill` runs before it is shared; afterwards it is only read.
final class VIFReference: @unchecked Sendable {
  /// What the reference has at one scale.
  struct Scale {
    /// The picture.
    let plane: SamplePlane
    /// Per sixteen samples: means of the even places, of the odd ones, variances likewise; eight words each.
    let statistics: UnsafeMutableRawPointer
    /// Σ log2(1 + variance / noise) over textured windows, in units of 1/2048.
    fileprivate(set) var logarithms: Int64 = 0
    /// How many windows have less variance than the noise.
    fileprivate(set) var flat: Int64 = 0

    /// Sixteens of samples per row.
    var blocks: Int { (plane.width + 15) / 16 }
    /// The statistics of row `y`.
    @inline(__always)
    func row(_ y: Int) -> UnsafeMutableRawPointer { statistics + y &* blocks &* Scale.blockBytes }
    /// Bytes of the statistics of sixteen samples.
    static let blockBytes = 128
  }

  /// Bits of a code value.
  let bitDepth: Int
  private(set) var scales: [Scale]
  private let memory: ScratchMemory

  /// Reserves the memory of a reference; `fill` gives it its content.
  /// - Parameter finest: the picture itself, which its owner fills.
  init(finest: SamplePlane, bitDepth: Int) {
    self.bitDepth = bitDepth
    let sizes = (0..<4).map { (width: finest.width >> $0, height: finest.height >> $0) }
    func statisticsBytes(_ size: (width: Int, height: Int)) -> Int {
      ScratchMemory.rounded((size.width + 15) / 16 * Scale.blockBytes * size.height)
    }
    let memory = ScratchMemory(
      size: sizes.reduce(0) { $0 + statisticsBytes($1) }
        + sizes.dropFirst().reduce(0) { $0 + SamplePlane.bytes(width: $1.width, height: $1.height) })
    scales = sizes.enumerated().map { index, size in
      Scale(
        plane: index == 0 ? finest : SamplePlane(width: size.width, height: size.height, in: memory),
        statistics: memory.take(statisticsBytes(size)))
    }
    self.memory = memory
  }

  /// Computes the reference's side.
  /// - Complexity: O(width · height)
  func fill(space: VIFWorkspace) {
    VIFLogarithm.shared.table.withUnsafeBufferPointer { table in
      guard let start = table.baseAddress else { return }
      fillScales(space, table: start)
    }
  }

  private func fillScales(_ space: VIFWorkspace, table: UnsafePointer<UInt16>) {
    for index in scales.indices {
      let coarser = index + 1 < scales.count ? scales[index + 1].plane : nil
      let pass = IntegerVIFPass(
        scale: index, bitDepth: bitDepth, plane: scales[index].plane, reference: nil, coarser: coarser, space: space)
      scales[index].logarithms = 0
      scales[index].flat = 0
      for pair in 0..<pass.pairs {
        pass.advance(to: pair)
        for parity in 0..<pass.rowCount(pair) {
          measure(pass, row: 2 * pair + parity, parity: parity, scale: &scales[index], table: table)
        }
      }
    }
  }

  /// Means and variances of one row, from its vertically filtered streams.
  private func measure(
    _ pass: IntegerVIFPass, row: Int, parity: Int, scale: inout Scale, table: UnsafePointer<UInt16>
  ) {
    let width = pass.width
    let mean = UnsafeRawPointer(pass.space.row(VIFWorkspace.Stream.value, parity: parity))
    let high = UnsafeRawPointer(pass.space.row(VIFWorkspace.Stream.squareHigh, parity: parity))
    let low = UnsafeRawPointer(pass.space.row(VIFWorkspace.Stream.squareLow, parity: parity))
    let target = scale.row(row)
    var denominator = VIFDenominator()
    pass.taps.terms.withUnsafeBufferPointer { terms in
      for block in 0..<scale.blocks {
        let x = 16 &* block
        var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
        var (e, f) = (Words.zero, Words.zero)
        for index in 0..<terms.count {
          let term = terms[index]
          let even: Samples = bits(Words(repeating: term.even))
          let odd: Samples = bits(Words(repeating: term.odd))
          let offset = 2 &* x &+ 4 &* term.pair
          a &+= WideLanes.pairSums(mean.vector(offset), even)
          b &+= WideLanes.pairSums(mean.vector(offset), odd)
          c &+= WideLanes.pairSums(high.vector(offset), even)
          d &+= WideLanes.pairSums(high.vector(offset), odd)
          e &+= WideLanes.pairSums(low.vector(offset), even)
          f &+= WideLanes.pairSums(low.vector(offset), odd)
        }
        let means: WindowStatistics.Pair = (bits(PairTaps.restored(a)), bits(PairTaps.restored(b)))
        let variances: WindowStatistics.Pair = (
          WindowStatistics.joined(c, e) &- WindowStatistics.meanProduct(means.even, means.even),
          WindowStatistics.joined(d, f) &- WindowStatistics.meanProduct(means.odd, means.odd)
        )
        let place = target + block &* Scale.blockBytes
        place.put(means.even, 0)
        place.put(means.odd, 32)
        place.put(variances.even, 64)
        place.put(variances.odd, 96)
        let inside = WindowStatistics.inside(x, width)
        denominator.add(variances.even, inside: inside.even, table: table)
        denominator.add(variances.odd, inside: inside.odd, table: table)
      }
    }
    scale.logarithms += denominator.logarithms
    scale.flat += denominator.flat
  }
}
