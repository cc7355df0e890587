/// The rows that one VIF pass works on; they serve all scales of a picture in turn.
struct VIFBuffers<Scalar: BinaryFloatingPoint> {
  /// Two rows of the value, of its square and of its product with the other picture, filtered down the columns.
  let filtered: Grid<Scalar>
  /// The rows under the vertical filter, of the varying picture and of the other one.
  let ownRows: UnsafeMutablePointer<UnsafePointer<Scalar>>
  let otherRows: UnsafeMutablePointer<UnsafePointer<Scalar>>

  /// - Parameter width: columns of a strip.
  init(_ arena: Arena<Scalar>, width: Int) {
    filtered = arena.grid(width: width, height: 6)
    ownRows = arena.rowTable(count: 2 * VIFPass<FloatLanes>.reach + 2)
    otherRows = arena.rowTable(count: 2 * VIFPass<FloatLanes>.reach + 2)
  }
}

/// What the way back through the filters needs besides.
struct VIFGradientBuffers<Scalar: BinaryFloatingPoint> {
  /// Derivatives by the filtered value, square and product, two rows of each.
  let partials: Grid<Scalar>
  /// Those three, filtered back along rows.
  let filtered: Grid<Scalar>
  /// Mean and variance of the other picture, of each of two rows.
  let others: Grid<Scalar>

  /// - Parameter width: columns of a strip.
  init(_ arena: Arena<Scalar>, width: Int) {
    partials = arena.grid(width: width, height: 6)
    others = arena.grid(width: width, height: 4)
    filtered = arena.grid(width: width, height: 3 * SlidingRows<Scalar>.capacity)
  }
}
