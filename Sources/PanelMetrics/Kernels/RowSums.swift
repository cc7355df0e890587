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

/// Two sums over a plane that is visited one register at a time: along each row in lanes, over the rows in Double.
struct RowSums<Scalar: PixelScalar> {
  /// The sums of the row so far.
  var row = (first: Scalar.Vector(repeating: 0), second: Scalar.Vector(repeating: 0))
  /// The sums of all rows that have ended.
  private(set) var totals = (first: 0.0, second: 0.0)
  /// Keeps what lies past a row's end out of the sums.
  let mask: RowMask<Scalar>

  /// No row yet, of rows of `width` samples.
  init(width: Int) { mask = RowMask(width: width) }

  /// Ends the row when the register at column `x` was its last.
  @inline(__always)
  mutating func endRow(after x: Int) {
    guard mask.isLast(x) else { return }
    totals.first += Double(row.first.sum())
    totals.second += Double(row.second.sum())
    row = (Scalar.Vector(repeating: 0), Scalar.Vector(repeating: 0))
  }

  /// Adds the register at column `x`.
  @inline(__always)
  mutating func add(_ first: Scalar.Vector, _ second: Scalar.Vector, at x: Int) {
    row.first = row.first + first
    row.second = row.second + second
    endRow(after: x)
  }
}
