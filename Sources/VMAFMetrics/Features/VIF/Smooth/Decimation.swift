/// From one VIF scale to the next: filtered with the next scale's window, borders mirrored, then every second sample of
/// every second row; an odd last one is dropped. And the transpose of that.
struct Decimation<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// The next scale's window, `2 · radius + 1` taps.
  let taps: UnsafePointer<Scalar>
  let radius: Int
  /// A row as wide as the finer picture.
  let row: UnsafeMutablePointer<Scalar>

  /// Fills `output`, of half the size, rounded down.
  @inline(__always)
  func apply(_ input: RowSource<Scalar>, into output: Grid<Scalar>) {
    let width = input.width
    let height = input.height
    let offset = L(input.offset)
    for index in 0..<output.height {
      // Down the columns, then along the row, in libvmaf's order (see VIFPass).
      var column = 0
      while column < width {
        var sum = L.zero
        for k in -radius...radius {
          let source = input.row(mirrored(2 * index + k, height)) + column
          sum = sum + L(taps[radius + k]) * (L.load(source) + offset)
        }
        sum.store(row + column)
        column &+= laneCount
      }
      for distance in 1...radius {
        row[-distance] = row[distance]
        row[width - 1 + distance] = row[width - 1 - distance]
      }
      let target = output.row(index)
      column = 0
      while column < output.width {
        let p = UnsafePointer(row) + (2 &* column - radius)
        var sum = L.zero
        for k in 0..<radius {
          let pairs = L.loadPairs(p + 2 &* k)
          sum = sum + L(taps[2 &* k]) * pairs.even
          sum = sum + L(taps[2 &* k &+ 1]) * pairs.odd
        }
        sum = sum + L(taps[2 &* radius]) * L.loadPairs(p + 2 &* radius).even
        sum.store(target + column)
        column &+= laneCount
      }
    }
  }

  /// Adds row `index` of the transpose of `apply`, for a finer picture of `width` × `height`, to `sum`.
  ///
  /// `coarse` must be 0 in the columns beyond its sides that a vector may touch; so is `sum` afterwards.
  @inline(__always)
  func addTransposedRow(
    _ index: Int, of coarse: Grid<Scalar>, width: Int, height: Int, to sum: UnsafeMutablePointer<Scalar>
  ) {
    // Down the columns: the row itself, and the rows that the mirror would have put outside the picture here.
    let span = coarse.width + 2 * laneCount
    let start = row - laneCount
    start.update(repeating: 0, count: span + laneCount)
    addColumns(at: index, coarse, to: start, count: span)
    if index > 0 && index <= radius { addColumns(at: -index, coarse, to: start, count: span) }
    let below = 2 * (height - 1) - index
    if index < height - 1 && below <= height - 1 + radius { addColumns(at: below, coarse, to: start, count: span) }
    // Along the row: even places take the taps at even distances, odd places the others.
    var column = 0
    while 2 &* column < width {
      let p = row + column
      var even = L(tap(0)) * L.load(p)
      var odd = L(tap(1)) * (L.load(p) + L.load(p + 1))
      if radius >= 2 { even = even.adding(L(tap(2)), times: L.load(p - 1) + L.load(p + 1)) }
      if radius >= 4 {
        odd = odd.adding(L(tap(3)), times: L.load(p - 1) + L.load(p + 2))
        even = even.adding(L(tap(4)), times: L.load(p - 2) + L.load(p + 2))
      }
      let old = L.loadPairs(sum + 2 &* column)
      L.storePairs(sum + 2 &* column, even: old.even + even, odd: old.odd + odd)
      column &+= laneCount
    }
    // What falls outside the sides belongs to the columns that were mirrored there.
    for distance in 1...radius {
      sum[distance] += transposedColumn(-distance)
      sum[width - 1 - distance] += transposedColumn(width - 1 + distance)
    }
    for distance in 0..<(2 * laneCount) { sum[width + distance] = 0 }
  }

  /// Adds the rows of `coarse` that reach finer row `index`, which may lie outside the picture.
  @inline(__always)
  private func addColumns(at index: Int, _ coarse: Grid<Scalar>, to sum: UnsafeMutablePointer<Scalar>, count: Int) {
    // Row q reaches row index with the tap at distance |2q − index|.
    let first = max((index - radius + 1) >> 1, 0)
    let last = min((index + radius) >> 1, coarse.height - 1)
    guard first <= last else { return }
    for q in first...last {
      let tap = L(tap(2 * q - index))
      let source = UnsafePointer(coarse.row(q)) - laneCount
      var column = 0
      while column < count {
        L.load(sum + column).adding(tap, times: L.load(source + column)).store(sum + column)
        column &+= laneCount
      }
    }
  }

  /// The tap at a distance.
  @inline(__always)
  private func tap(_ distance: Int) -> Scalar { taps[radius + distance] }

  /// One place of the finer row, which may lie outside the picture.
  @inline(__always)
  private func transposedColumn(_ index: Int) -> Scalar {
    let first = (index - radius + 1) >> 1
    let last = (index + radius) >> 1
    var sum: Scalar = 0
    for q in first...last { sum += tap(2 * q - index) * row[q] }
    return sum
  }
}

/// Whole-sample mirror of an index that is at most `count − 1` outside `0..<count`.
@inline(__always)
func mirrored(_ index: Int, _ count: Int) -> Int {
  index < 0 ? -index : (index >= count ? 2 * count - 2 - index : index)
}
