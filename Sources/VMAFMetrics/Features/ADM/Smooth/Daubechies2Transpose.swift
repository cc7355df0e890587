/// Rows of the transpose of one wavelet level, in ascending order, each added to what is there.
///
/// Band row m reaches rows 2m − 1 … 2m + 2 of the finer picture, so row 2m takes band rows m (tap 1) and m − 1 (tap 3),
/// row 2m + 1 takes m (tap 2) and m + 1 (tap 0), and rows at the border take what the mirror had put outside besides.
struct Daubechies2Transpose<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// Derivatives by the bands; the details are 0 outside `rows`, and in all columns that are not part of them. The low
  /// band is nil where nothing depends on it.
  let a: Grid<Scalar>?
  let h: Grid<Scalar>
  let v: Grid<Scalar>
  let d: Grid<Scalar>
  /// Rows whose details are not 0.
  let rows: Range<Int>
  /// Size of the finer picture.
  let width: Int
  let height: Int
  /// Band rows, widened to the finer picture: the low-pass and the high-pass half, four rows of each.
  let widened: Grid<Scalar>
  /// One more than the last band row widened so far.
  private(set) var end = 0

  /// Adds row `index` to `sum`, which is 0 beyond its end afterwards.
  @inline(__always)
  mutating func addRow(_ index: Int, to sum: UnsafeMutablePointer<Scalar>) {
    let bandRows = (height + 1) / 2
    let first = max((index - 1) / 2, 0)
    let last = min((index + 1) / 2, bandRows - 1)
    while end <= last {
      widen(end)
      end += 1
    }
    for row in first...last {
      var low = L.zero
      var high = L.zero
      for tap in 0..<4 where Daubechies2<L>.source(row, tap, height) == index {
        low = low + L(Daubechies2<L>.lowTap(tap))
        high = high + L(Daubechies2<L>.highTap(tap))
      }
      let lowRow = UnsafePointer(widened.row(row & 3))
      let highRow = UnsafePointer(widened.row(4 + row & 3))
      var column = 0
      while column < width {
        L.load(sum + column).adding(low, times: L.load(lowRow + column)).adding(high, times: L.load(highRow + column))
          .store(sum + column)
        column &+= laneCount
      }
    }
    for distance in 0..<laneCount { sum[width + distance] = 0 }
  }

  /// Widens band row `row` into its place among the four.
  @inline(__always)
  private func widen(_ row: Int) {
    let low = widened.row(row & 3)
    let high = widened.row(4 + row & 3)
    let hasDetails = rows.contains(row)
    widen(a?.row(row), hasDetails ? v.row(row) : nil, into: low)
    widen(hasDetails ? h.row(row) : nil, hasDetails ? d.row(row) : nil, into: high)
  }

  /// The transpose along a row: `smooth` with the low-pass taps plus `detail` with the high-pass ones; nil stands for 0.
  @inline(__always)
  private func widen(
    _ smooth: UnsafeMutablePointer<Scalar>?, _ detail: UnsafeMutablePointer<Scalar>?,
    into output: UnsafeMutablePointer<Scalar>
  ) {
    let count = (width + 1) / 2
    guard smooth != nil || detail != nil else {
      output.update(repeating: 0, count: width + laneCount)
      return
    }
    let (l0, l1, l2, l3) = Daubechies2<L>.low
    let (h0, h1, h2, h3) = Daubechies2<L>.high
    var column = 0
    while column < count {
      var even = L.zero
      var odd = L.zero
      if let smooth {
        let p = UnsafePointer(smooth) + column
        let center = L.load(p)
        even = (l1 * center).adding(l3, times: L.load(p - 1))
        odd = (l2 * center).adding(l0, times: L.load(p + 1))
      }
      if let detail {
        let p = UnsafePointer(detail) + column
        let center = L.load(p)
        even = even.adding(h1, times: center).adding(h3, times: L.load(p - 1))
        odd = odd.adding(h2, times: center).adding(h0, times: L.load(p + 1))
      }
      L.storePairs(output + 2 &* column, even: even, odd: odd)
      column &+= laneCount
    }
    // What the mirror had taken from inside the picture for places outside it.
    func outside(_ place: Int, _ tap: Int) -> Scalar {
      Daubechies2<L>.lowTap(tap) * (smooth?[place] ?? 0) + Daubechies2<L>.highTap(tap) * (detail?[place] ?? 0)
    }
    output[1] += outside(0, 0)
    if width % 2 == 0 {
      output[width - 1] += outside(count - 1, 3)
    } else {
      output[width - 1] += outside(count - 1, 2)
      output[width - 2] += outside(count - 1, 3)
    }
  }
}
