/// The rows that a vertical filter still needs, of several planes, at a constant distance from each other.
///
/// Rows carry the index they have in the picture, which may be negative above it. When the block is full, the rows still
/// needed move to its start.
struct SlidingRows<Scalar: BinaryFloatingPoint> {
  /// Rows of a plane that the block holds.
  static var capacity: Int { 64 }

  /// `capacity` rows for each plane.
  private let block: Grid<Scalar>
  /// Index of the first row in the block.
  private var first: Int
  /// One more than the index of the last row written.
  private(set) var end: Int

  /// - Parameter block: `capacity` rows for each plane.
  init(_ block: Grid<Scalar>, first: Int) {
    self.block = block
    self.first = first
    end = first
  }

  /// Distance between rows.
  @inline(__always) var stride: Int { block.stride }

  /// A row of a plane.
  @inline(__always) func row(_ plane: Int, _ index: Int) -> UnsafeMutablePointer<Scalar> {
    block.row(plane &* Self.capacity &+ index &- first)
  }

  /// Makes room for rows up to `last`, of which those before `needed` may go.
  mutating func makeRoom(for last: Int, keepingFrom needed: Int) {
    guard last - first >= Self.capacity else { return }
    let count = (end - needed) * stride
    for plane in 0..<(block.height / Self.capacity) {
      let overrun = Grid<Scalar>.overrun
      (row(plane, first) - overrun).update(from: row(plane, needed) - overrun, count: count)
    }
    first = needed
  }

  /// Declares rows before `index` written.
  mutating func extend(to index: Int) { end = index }

  /// Writes rows of 0 up to `index`.
  mutating func extendWithZeros(to index: Int) {
    guard index > end else { return }
    for plane in 0..<(block.height / Self.capacity) {
      (row(plane, end) - Grid<Scalar>.overrun).update(repeating: 0, count: (index - end) * stride)
    }
    end = index
  }
}
