import Raster

/// Visual information fidelity in fixed point, at four scales: what libvmaf computes by default.
///
/// Measures, window by window, how much of the reference's information the distorted picture keeps. With σ₁², σ₂² and
/// σ₁₂ the variances and the covariance under a scale's window (units of 2⁻¹⁶), noise 2 and gain g = σ₁₂ / σ₁²:
///
///     numerator   += log2(1 + min(g, limit)² · σ₁² / (max(σ₂² − g · σ₁₂, 0) + 2))     where σ₁² ≥ 2, σ₁₂ > 0, σ₂² > 0
///     denominator += log2(1 + σ₁² / 2)                                                where σ₁² ≥ 2
///     numerator   += 1 − σ₂² / (4 · 255²),  denominator += 1                          where σ₁² < 2
///
/// Source: Sheikh and Bovik, IEEE TIP 15(2), 2006; as libvmaf's `integer_vif.c` rounds it: means keep 16 bits after
/// the vertical half of the window, products 32; logarithms come in steps of 1/2048 of a number's 16 leading bits. Sums
/// are of integers, so their order does not matter and every form of the kernels gives the same bits.
/// Range: 0 up; 1 for equal pictures. Higher is better. Deviations from libvmaf's scalar code: none known.
enum IntegerVIF {
  /// The score of each scale, from the finest.
  /// - Parameters:
  ///   - finest: the distorted picture; its coarser scales are written to the workspace.
  ///   - gainLimit: the most that contrast above the reference's is credited: 1 (none) to 100.
  /// - Complexity: O(width · height)
  static func scores(
    _ finest: SamplePlane, against reference: VIFReference, gainLimit: Double, space: VIFWorkspace
  ) -> [Double] {
    VIFLogarithm.shared.table.withUnsafeBufferPointer { table in
      guard let start = table.baseAddress else { return [] }
      let planes = [finest] + space.coarser
      return planes.indices.map { index in
        let pass = IntegerVIFPass(
          scale: index, bitDepth: reference.bitDepth, plane: planes[index], reference: reference.scales[index].plane,
          coarser: index + 1 < planes.count ? planes[index + 1] : nil, space: space)
        let scale = reference.scales[index]
        var numerator = VIFNumerator(gainLimit: gainLimit)
        for pair in 0..<pass.pairs {
          pass.advance(to: pair)
          for parity in 0..<pass.rowCount(pair) {
            measure(pass, scale.row(2 * pair + parity), parity: parity, numerator: &numerator, table: start)
          }
        }
        return ratio(numerator, scale)
      }
    }
  }

  /// Both sums become single precision before they are divided, as in libvmaf.
  private static func ratio(_ numerator: VIFNumerator, _ scale: VIFReference.Scale) -> Double {
    let flat = Double(scale.flat) - Double(numerator.flatVariance) / 16384 / 65025
    let above = Float(Double(numerator.logarithms) / 2048 + flat)
    let below = Float(Double(scale.logarithms) / 2048 + Double(scale.flat))
    return Double(above / below)
  }

  /// Adds the windows of one row.
  private static func measure(
    _ pass: IntegerVIFPass, _ statistics: UnsafeMutableRawPointer, parity: Int, numerator: inout VIFNumerator,
    table: UnsafePointer<UInt16>
  ) {
    typealias Stream = VIFWorkspace.Stream
    let mean = UnsafeRawPointer(pass.space.row(Stream.value, parity: parity))
    let squareHigh = UnsafeRawPointer(pass.space.row(Stream.squareHigh, parity: parity))
    let squareLow = UnsafeRawPointer(pass.space.row(Stream.squareLow, parity: parity))
    let crossHigh = UnsafeRawPointer(pass.space.row(Stream.crossHigh, parity: parity))
    let crossLow = UnsafeRawPointer(pass.space.row(Stream.crossLow, parity: parity))
    let width = pass.width
    var sums = numerator
    pass.taps.terms.withUnsafeBufferPointer { terms in
      var x = 0
      var place = UnsafeRawPointer(statistics)
      while x < width {
        var (a, b, c, d, e) = (Words.zero, Words.zero, Words.zero, Words.zero, Words.zero)
        var (f, g, h, i, j) = (Words.zero, Words.zero, Words.zero, Words.zero, Words.zero)
        for index in 0..<terms.count {
          let term = terms[index]
          let even: Samples = bits(Words(repeating: term.even))
          let odd: Samples = bits(Words(repeating: term.odd))
          let offset = 2 &* x &+ 4 &* term.pair
          a &+= WideLanes.pairSums(mean.vector(offset), even)
          b &+= WideLanes.pairSums(squareHigh.vector(offset), even)
          c &+= WideLanes.pairSums(squareLow.vector(offset), even)
          d &+= WideLanes.pairSums(crossHigh.vector(offset), even)
          e &+= WideLanes.pairSums(crossLow.vector(offset), even)
          f &+= WideLanes.pairSums(mean.vector(offset), odd)
          g &+= WideLanes.pairSums(squareHigh.vector(offset), odd)
          h &+= WideLanes.pairSums(squareLow.vector(offset), odd)
          i &+= WideLanes.pairSums(crossHigh.vector(offset), odd)
          j &+= WideLanes.pairSums(crossLow.vector(offset), odd)
        }
        let inside = WindowStatistics.inside(x, width)
        add(a, b, c, d, e, place, 0, inside.even, &sums, table)
        add(f, g, h, i, j, place, 32, inside.odd, &sums, table)
        x &+= 16
        place += VIFReference.Scale.blockBytes
      }
    }
    numerator = sums
  }

  @inline(__always)
  private static func add(
    _ mean: Words, _ squareHigh: Words, _ squareLow: Words, _ crossHigh: Words, _ crossLow: Words,
    _ place: UnsafeRawPointer, _ offset: Int, _ inside: Words, _ sums: inout VIFNumerator,
    _ table: UnsafePointer<UInt16>
  ) {
    let distortedMean: Words = bits(PairTaps.restored(mean))
    let referenceMean: Words = place.vector(offset)
    let distorted =
      WindowStatistics.joined(squareHigh, squareLow) &- WindowStatistics.meanProduct(distortedMean, distortedMean)
    let shared =
      WindowStatistics.joined(crossHigh, crossLow) &- WindowStatistics.meanProduct(referenceMean, distortedMean)
    sums.add(
      reference: place.vector(offset &+ 64), distorted: distorted, shared: shared, inside: inside, table: table)
  }
}
