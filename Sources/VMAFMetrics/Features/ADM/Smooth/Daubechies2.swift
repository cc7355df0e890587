/// One level of the two-dimensional Daubechies wavelet with four taps (db2), row by row, and its transpose.
///
/// `low(i) = Σ_k lo(k)·x(m(2i − 1 + k))`, along columns then rows; ⌈n/2⌉ outputs. The border is mirrored about the first
/// sample at the start (−1 ↦ 1) and about the outer edge at the end (n ↦ n − 1, n + 1 ↦ n − 2), as libvmaf does.
/// Products and sums are rounded separately and in libvmaf's order, because plain VMAF's angle rule decides on them.
/// Taps: I. Daubechies, "Orthonormal bases of compactly supported wavelets", 1988, Table 1, N = 2.
struct Daubechies2<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// Low-pass taps.
  @inline(__always) static var low: (L, L, L, L) { (L(lowTap(0)), L(lowTap(1)), L(lowTap(2)), L(lowTap(3))) }
  /// High-pass taps.
  @inline(__always) static var high: (L, L, L, L) { (L(highTap(0)), L(highTap(1)), L(highTap(2)), L(highTap(3))) }

  /// Tap `index` of the low-pass filter.
  @inline(__always) static func lowTap(_ index: Int) -> Scalar {
    switch index {
    case 0: return 0.482_962_913_144_690
    case 1: return 0.836_516_303_737_469
    case 2: return 0.224_143_868_041_857
    default: return -0.129_409_522_550_921
    }
  }

  /// Tap `index` of the high-pass filter: the low-pass one backwards, signs alternating.
  @inline(__always) static func highTap(_ index: Int) -> Scalar {
    index % 2 == 0 ? lowTap(3 - index) : -lowTap(3 - index)
  }

  /// Two rows as wide as the finer picture.
  let lowRow: UnsafeMutablePointer<Scalar>
  let highRow: UnsafeMutablePointer<Scalar>

  /// Rows of the four bands.
  struct Bands {
    /// Low-pass in both directions.
    let a: UnsafeMutablePointer<Scalar>
    /// High-pass down the columns: horizontal structures.
    let h: UnsafeMutablePointer<Scalar>
    /// High-pass along the rows.
    let v: UnsafeMutablePointer<Scalar>
    /// High-pass in both directions.
    let d: UnsafeMutablePointer<Scalar>
  }

  /// The finer sample that a tap of an output reads.
  @inline(__always)
  static func source(_ output: Int, _ tap: Int, _ count: Int) -> Int {
    let index = 2 * output - 1 + tap
    return index < 0 ? -index : (index >= count ? 2 * count - 1 - index : index)
  }

  @inline(__always)
  private static func mirrorEnds(_ row: UnsafeMutablePointer<Scalar>, _ width: Int) {
    row[-1] = row[1]
    row[width] = row[width - 1]
    row[width + 1] = row[width - 2]
  }

  /// Row `index` of the bands: a for all columns, details for `details` or not at all.
  @inline(__always)
  func apply(_ index: Int, of input: RowSource<Scalar>, into bands: Bands, details: Range<Int>?) {
    let width = input.width
    let height = input.height
    let row0 = input.row(Self.source(index, 0, height))
    let row1 = input.row(Self.source(index, 1, height))
    let row2 = input.row(Self.source(index, 2, height))
    let row3 = input.row(Self.source(index, 3, height))
    let offset = L(input.offset)
    let (l0, l1, l2, l3) = Self.low
    let (h0, h1, h2, h3) = Self.high
    var column = 0
    while column < width {
      let s0 = L.load(row0 + column) + offset
      let s1 = L.load(row1 + column) + offset
      let s2 = L.load(row2 + column) + offset
      let s3 = L.load(row3 + column) + offset
      (l0 * s0 + l1 * s1 + l2 * s2 + l3 * s3).store(lowRow + column)
      (h0 * s0 + h1 * s1 + h2 * s2 + h3 * s3).store(highRow + column)
      column &+= laneCount
    }
    Self.mirrorEnds(lowRow, width)
    Self.mirrorEnds(highRow, width)
    let outputs = (width + 1) / 2
    column = 0
    while column < outputs {
      let p = UnsafePointer(lowRow) + (2 &* column &- 1)
      let first = L.loadPairs(p)
      let second = L.loadPairs(p + 2)
      (l0 * first.even + l1 * first.odd + l2 * second.even + l3 * second.odd)
        .store(bands.a + column)
      column &+= laneCount
    }
    guard let details else { return }
    column = details.lowerBound
    while column < details.upperBound {
      let p = UnsafePointer(lowRow) + (2 &* column &- 1)
      let first = L.loadPairs(p)
      let second = L.loadPairs(p + 2)
      (h0 * first.even + h1 * first.odd + h2 * second.even + h3 * second.odd)
        .store(bands.v + column)
      let q = UnsafePointer(highRow) + (2 &* column &- 1)
      let third = L.loadPairs(q)
      let fourth = L.loadPairs(q + 2)
      (l0 * third.even + l1 * third.odd + l2 * fourth.even + l3 * fourth.odd)
        .store(bands.h + column)
      (h0 * third.even + h1 * third.odd + h2 * fourth.even + h3 * fourth.odd)
        .store(bands.d + column)
      column &+= laneCount
    }
  }
}
