/// Rows of numbers in memory that an ``Arena`` owns, with room to read and write beyond both ends of each row.
///
/// Vectors may run over by up to ``overrun`` columns; what lies there is no part of the picture.
struct Grid<Scalar> {
  /// Columns that may be touched on either side of a row.
  static var overrun: Int { 64 }

  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Distance between the starts of two rows.
  let stride: Int
  /// The first number of the first row.
  let origin: UnsafeMutablePointer<Scalar>

  /// The first number of row `index`.
  @inline(__always) func row(_ index: Int) -> UnsafeMutablePointer<Scalar> { origin + index &* stride }
}

extension Grid where Scalar: BinaryFloatingPoint {
  /// Sets everything to 0, the room at the ends too.
  func clear() { (origin - Self.overrun).update(repeating: 0, count: stride * height) }
}

/// Memory for the planes and rows of one computation, allocated once, zeroed, and given back together.
final class Arena<Scalar: BinaryFloatingPoint> {
  /// Bytes of a cache line, to which rows are aligned.
  private static var line: Int { 64 }
  private var blocks: [UnsafeMutableRawPointer] = []

  init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// A zeroed grid.
  ///
  /// A row takes an odd number of cache lines, so that the rows under a vertical filter fall into different cache sets.
  func grid(width: Int, height: Int) -> Grid<Scalar> {
    let perLine = Self.line / MemoryLayout<Scalar>.stride
    let overrun = Grid<Scalar>.overrun
    let lines = ((width + 2 * overrun + perLine - 1) / perLine) | 1
    let stride = lines * perLine
    let count = stride * height + overrun
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Scalar>.stride, alignment: Self.line)
    blocks.append(block)
    let base = block.bindMemory(to: Scalar.self, capacity: count)
    base.initialize(repeating: 0, count: count)
    return Grid(width: width, height: height, stride: stride, origin: base + overrun)
  }

  /// A table of rows, which start out at a row of zeros.
  func rowTable(count: Int) -> UnsafeMutablePointer<UnsafePointer<Scalar>> {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<UnsafePointer<Scalar>>.stride, alignment: Self.line)
    blocks.append(block)
    let table = block.bindMemory(to: UnsafePointer<Scalar>.self, capacity: count)
    table.initialize(repeating: UnsafePointer(row(width: 1)), count: count)
    return table
  }

  /// A zeroed row.
  func row(width: Int) -> UnsafeMutablePointer<Scalar> { grid(width: width, height: 1).origin }
}

/// A picture's rows as they come: perhaps without room at their ends, and with an offset still to be added.
struct RowSource<Scalar: BinaryFloatingPoint> {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// What is to be added to each number.
  let offset: Scalar
  private let stride: Int
  private let origin: UnsafePointer<Scalar>
  /// Where the last row is copied, so that vectors may run over its end; nil where they may anyway.
  private let lastRow: UnsafeMutablePointer<Scalar>?

  /// A grid, without offset.
  init(_ grid: Grid<Scalar>) {
    width = grid.width
    height = grid.height
    offset = 0
    stride = grid.stride
    origin = UnsafePointer(grid.origin)
    lastRow = nil
  }

  /// Samples row by row without gaps; `lastRow` is a row of an arena.
  init(
    _ samples: UnsafePointer<Scalar>, width: Int, height: Int, offset: Scalar, lastRow: UnsafeMutablePointer<Scalar>
  ) {
    self.width = width
    self.height = height
    self.offset = offset
    stride = width
    origin = samples
    self.lastRow = lastRow
    lastRow.update(from: samples + (height - 1) * width, count: width)
  }

  /// Row `index`, whose end vectors may run over by up to their length.
  @inline(__always) func row(_ index: Int) -> UnsafePointer<Scalar> {
    if let lastRow, index == height &- 1 { return UnsafePointer(lastRow) }
    return origin + index &* stride
  }
}
