/// Motion of the reference between frames in fixed point: what libvmaf computes by default.
///
/// Measures the mean absolute difference of two frames after a Gaussian of five taps, in code values of 8 bits. The
/// frames are subtracted first, then smoothed; sums are rounded and shifted by the bit depth down the columns and by 16
/// along the rows. Source: libvmaf's `integer_motion.c`. Range: 0 to 255; 0 for equal frames.
struct IntegerMotion {
  /// Taps in units of 2⁻¹⁶. Source of the figures: libvmaf's `integer_motion.h`.
  static let taps: (Int32, Int32, Int32) = (3571, 16004, 26386)
  private static let margin = 64

  private let width: Int
  private let height: Int
  private let bitDepth: Int
  private let memory: ScratchMemory
  private let row: UnsafeMutableRawPointer

  init(width: Int, height: Int, bitDepth: Int) {
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    let bytes = ScratchMemory.rounded(4 * (width + 32)) + 2 * Self.margin
    memory = ScratchMemory(size: bytes)
    row = memory.take(bytes) + Self.margin
  }

  /// The mean absolute difference between two frames of the reference.
  /// - Complexity: O(width · height)
  func change(from previous: SamplePlane, to current: SamplePlane) -> Double {
    var sum: Int64 = 0
    for y in 0..<height {
      columns(previous, current, y)
      mirrorMargins(row.assumingMemoryBound(to: Int32.self), width: width, reach: 2)
      sum += magnitudes()
    }
    return Double(sum) / 256 / Double(width * height)
  }

  /// Differences smoothed down the columns: (Σ tap · difference + half) >> bit depth.
  private func columns(_ previous: SamplePlane, _ current: SamplePlane, _ y: Int) {
    func rows(_ plane: SamplePlane, _ offset: Int) -> UnsafeRawPointer {
      UnsafeRawPointer(plane.row(RowPairs.mirrored(y + offset, height)))
    }
    let before = (
      rows(previous, -2), rows(previous, -1), rows(previous, 0), rows(previous, 1), rows(previous, 2)
    )
    let after = (rows(current, -2), rows(current, -1), rows(current, 0), rows(current, 1), rows(current, 2))
    let half = Words(repeating: 1 << Int32(bitDepth - 1))
    let shift = Words(repeating: Int32(bitDepth))
    var x = 0
    while x < width {
      let offset = 2 &* x
      if bitDepth < 16 {
        let (low, high) = smoothed(
          before.0.vector(offset, as: Samples.self) &- after.0.vector(offset),
          before.1.vector(offset, as: Samples.self) &- after.1.vector(offset),
          before.2.vector(offset, as: Samples.self) &- after.2.vector(offset),
          before.3.vector(offset, as: Samples.self) &- after.3.vector(offset),
          before.4.vector(offset, as: Samples.self) &- after.4.vector(offset))
        row.putHalves((low &+ half) &>> shift, (high &+ half) &>> shift, x)
      } else {
        // Differences of 16 bits do not fit, so either frame is smoothed and their sums subtracted in two parts.
        let p = smoothed(
          PairTaps.biased(before.0.vector(offset)), PairTaps.biased(before.1.vector(offset)),
          PairTaps.biased(before.2.vector(offset)), PairTaps.biased(before.3.vector(offset)),
          PairTaps.biased(before.4.vector(offset)))
        let c = smoothed(
          PairTaps.biased(after.0.vector(offset)), PairTaps.biased(after.1.vector(offset)),
          PairTaps.biased(after.2.vector(offset)), PairTaps.biased(after.3.vector(offset)),
          PairTaps.biased(after.4.vector(offset)))
        row.putHalves(difference(p.0, c.0), difference(p.1, c.1), x)
      }
      x &+= 16
    }
  }

  /// (p − c + 2¹⁵) >> 16 of numbers whose difference may need 33 bits.
  @inline(__always)
  private func difference(_ p: Words, _ c: Words) -> Words {
    let mask = Words(repeating: 0xFFFF)
    let carry = ((p & mask) &- (c & mask) &+ Words(repeating: 1 << 15)) &>> 16
    return (p &>> 16) &- (c &>> 16) &+ carry
  }

  @inline(__always)
  private func smoothed(
    _ a: Samples, _ b: Samples, _ c: Samples, _ d: Samples, _ e: Samples
  ) -> (low: Words, high: Words) {
    let outer = Wavelet.pair(Self.taps.0, Self.taps.1)
    let inner = Wavelet.pair(Self.taps.2, Self.taps.1)
    let last = Wavelet.pair(Self.taps.0, 0)
    let low =
      WideLanes.pairSums(WideLanes.interleaveLow(a, b), outer)
      &+ WideLanes.pairSums(WideLanes.interleaveLow(c, d), inner)
      &+ WideLanes.pairSums(WideLanes.interleaveLow(e, .zero), last)
    let high =
      WideLanes.pairSums(WideLanes.interleaveHigh(a, b), outer)
      &+ WideLanes.pairSums(WideLanes.interleaveHigh(c, d), inner)
      &+ WideLanes.pairSums(WideLanes.interleaveHigh(e, .zero), last)
    return (low, high)
  }

  /// Σ |(Σ tap · difference + 2¹⁵) >> 16| along the row.
  ///
  /// The inner sum needs 34 bits; with every sample split at its eighth bit, s = 256 · h + l, it is the two sums
  /// (Σ tap · h + ((Σ tap · l + 2¹⁵) >> 8)) >> 8.
  private func magnitudes() -> Int64 {
    let source = UnsafeRawPointer(row)
    let end = Words(repeating: Int32(truncatingIfNeeded: width))
    let places = Words(0, 1, 2, 3, 4, 5, 6, 7)
    var sum = Words.zero
    var x = 0
    while x < width {
      let place = source + 4 &* x
      let outer = place.vector(-8, as: Words.self) &+ place.vector(8)
      let inner = place.vector(-4, as: Words.self) &+ place.vector(4)
      let centre: Words = place.vector(0)
      let high =
        (outer &>> 8) &* Self.taps.0 &+ (inner &>> 8) &* Self.taps.1 &+ (centre &>> 8) &* Self.taps.2
      let low = (outer & 255) &* Self.taps.0 &+ (inner & 255) &* Self.taps.1 &+ (centre & 255) &* Self.taps.2
      let value = (high &+ (low &+ 1 << 15) &>> 8) &>> 8
      let inside = WideLanes.greater(end, places &+ Words(repeating: Int32(truncatingIfNeeded: x)))
      sum &+= WideLanes.magnitude(value) & inside
      x &+= 8
    }
    return (0..<8).reduce(0) { $0 + Int64(sum[$1]) }
  }
}
