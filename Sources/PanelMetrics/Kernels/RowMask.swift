/// Which lanes of a row's registers lie on the row.
struct RowMask<Scalar: PixelScalar> {
  private let lastColumn: Int
  private let tail: Scalar.Vector

  /// The mask of rows of `width` samples.
  init(width: Int) {
    let lanes = Scalar.Vector.scalarCount
    lastColumn = width - lanes
    tail = laneMask(width - (width - 1) / lanes * lanes, Scalar.self)
  }

  /// Whether the register at column `x` is the row's last.
  @inline(__always) func isLast(_ x: Int) -> Bool { x >= lastColumn }

  /// Ones for the lanes of the register at column `x` that lie on the row, zeros for those past its end.
  @inline(__always)
  func callAsFunction(_ x: Int) -> Scalar.Vector { isLast(x) ? tail : Scalar.Vector(repeating: 1) }
}

/// Ends a row of two sums, which are taken in lanes along a row and in Double over the rows.
@inline(__always)
func endRow<Vector: Lanes>(_ row: inout (Vector, Vector), into totals: inout (Double, Double)) {
  totals.0 += Double(row.0.sum())
  totals.1 += Double(row.1.sum())
  row = (Vector(repeating: 0), Vector(repeating: 0))
}
