/// Up to three planes of one size, filtered by one `RecursiveGaussian` and handed on row by row.
///
/// Rows are filtered along their length two at a time, into a ring that holds what the recursions down the columns still
/// need; no whole filtered plane is ever written, so the working set stays in the second-level cache.
struct BlurredRows {
  /// Columns, rows, and elements from one row to the next of the planes (whole registers).
  let width: Int
  let height: Int
  let stride: Int
  let filter: RecursiveGaussian
  /// Whether there is a third plane.
  let hasThird: Bool

  /// Rows of the ring: a power of 2, at least 2·radius + 2.
  private static let ringRows = 16

  /// Visits all positions from left to right, top to bottom, one register at a time.
  /// - Parameters:
  ///   - fill: writes a row of the planes to the given places; padding is zero already.
  ///   - body: receives row, column and the filtered values; those of a third plane that is not there are 0.
  /// - Complexity: O(width · height)
  @inline(__always)
  func forEachGroup(
    fill: (
      _ row: Int, _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>,
      _ third: UnsafeMutablePointer<Float>
    ) -> Void,
    body: (_ y: Int, _ x: Int, _ first: SIMD8<Float>, _ second: SIMD8<Float>, _ third: SIMD8<Float>) -> Void
  ) {
    precondition(2 * filter.radius + 2 <= Self.ringRows, "the ring holds the window")
    let along = RowPairFilter(filter)
    let rowLength = stride + 2 * RowPairFilter.margin
    let columnSize = ColumnFilter.size(stride: stride, ringRows: Self.ringRows)
    var workspace = [Float](repeating: 0, count: stride + 6 * rowLength + 3 * columnSize)
    withMutablePointers(&workspace) { zeros in
      let rows = zeros + stride + RowPairFilter.margin
      let columns = zeros + stride + 6 * rowLength
      var first = ColumnFilter(columns, stride: stride, ringRows: Self.ringRows, filter)
      var second = ColumnFilter(columns + columnSize, stride: stride, ringRows: Self.ringRows, filter)
      var third = ColumnFilter(columns + 2 * columnSize, stride: stride, ringRows: Self.ringRows, filter)
      var produced = 0
      for y in (1 - filter.radius)..<height {
        let newest = y + filter.radius - 1
        let oldest = y - filter.radius - 1
        if newest >= produced && newest < height {
          fill(produced, rows, rows + 2 * rowLength, rows + 4 * rowLength)
          if produced + 1 < height {
            fill(produced + 1, rows + rowLength, rows + 3 * rowLength, rows + 5 * rowLength)
          }
          func filter(_ plane: Int, _ column: ColumnFilter) {
            let upper = rows + 2 * plane * rowLength
            along.apply(
              upper, upper + rowLength, column.row(produced), column.row(produced + 1), width: width)
          }
          filter(0, first)
          filter(1, second)
          if hasThird { filter(2, third) }
          produced += 2
        }
        let top = oldest >= 0 ? oldest : nil
        let bottom = newest < height ? newest : nil
        let firstRows = first.inputs(top, bottom, zeros)
        let secondRows = second.inputs(top, bottom, zeros)
        let thirdRows = third.inputs(top, bottom, zeros)
        for x in registers(width) {
          let a = first.step(firstRows, x)
          let b = second.step(secondRows, x)
          let c = hasThird ? third.step(thirdRows, x) : SIMD8(repeating: 0)
          if y >= 0 { body(y, x, a, b, c) }
        }
        first.swap()
        second.swap()
        third.swap()
      }
    }
  }
}

/// The recursions down the columns of one plane.
private struct ColumnFilter {
  private let ring: UnsafeMutablePointer<Float>
  private let stride: Int
  private let mask: Int
  /// The last outputs of the three recursions and those before, three rows each.
  private var previous: UnsafeMutablePointer<Float>
  private var before: UnsafeMutablePointer<Float>
  private let input: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)
  private let feedback: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)

  static func size(stride: Int, ringRows: Int) -> Int { (ringRows + 6) * stride }

  init(_ memory: UnsafeMutablePointer<Float>, stride: Int, ringRows: Int, _ filter: RecursiveGaussian) {
    ring = memory
    mask = ringRows - 1
    self.stride = stride
    previous = memory + ringRows * stride
    before = previous + 3 * stride
    func spread(_ values: [Float]) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
      (SIMD8(repeating: values[0]), SIMD8(repeating: values[1]), SIMD8(repeating: values[2]))
    }
    input = spread(filter.input)
    feedback = spread(filter.feedback)
  }

  /// Where a row of the ring stands.
  @inline(__always)
  func row(_ y: Int) -> UnsafeMutablePointer<Float> { ring + (y & mask) * stride }

  /// The two rows that the next outputs take in; zeros outside the plane.
  @inline(__always)
  func inputs(
    _ top: Int?, _ bottom: Int?, _ zeros: UnsafeMutablePointer<Float>
  ) -> (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) {
    (top.map(row) ?? zeros, bottom.map(row) ?? zeros)
  }

  /// One register of the next row's outputs.
  @inline(__always)
  func step(
    _ rows: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>), _ x: Int
  ) -> SIMD8<Float> {
    let sum = rows.0.lanes(x) + rows.1.lanes(x)
    let first = advance(x, sum, input.0, feedback.0)
    let second = advance(x &+ stride, sum, input.1, feedback.1)
    let third = advance(x &+ 2 &* stride, sum, input.2, feedback.2)
    return first + (second + third)
  }

  @inline(__always)
  private func advance(
    _ index: Int, _ sum: SIMD8<Float>, _ input: SIMD8<Float>, _ feedback: SIMD8<Float>
  ) -> SIMD8<Float> {
    let output = (-before.lanes(index)).addingProduct(feedback, previous.lanes(index)).addingProduct(input, sum)
    before.store(output, index)
    return output
  }

  /// Moves on by a row: what was written last becomes the previous row.
  mutating func swap() { (previous, before) = (before, previous) }
}
