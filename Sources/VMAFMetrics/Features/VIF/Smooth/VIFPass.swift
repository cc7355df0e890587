/// One scale of VIF in one pass over the rows, strip by strip: filtered moments, windows and, where asked for, the
/// gradient's way back through the filters, none of them kept for the whole picture.
///
/// `own` is the picture that is being analysed, scored or differentiated; the other one has been analysed before. A
/// strip is so narrow that the rows under the vertical filters fit into the caches.
///
/// The moments are summed in libvmaf's order with its roundings: down the columns first, then along the rows, tap by
/// tap, product and sum rounded separately. They reach 16 000 and the variances are their small differences, so another
/// order moves scores by up to 5e-4 points, and a copy that is not analysed exactly like its original by 0.002.
struct VIFPass<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// The most columns of a strip; a multiple of 8.
  static var stripWidth: Int { 480 }
  /// Columns on either side of a strip that filters along rows may reach: the largest radius.
  static var reach: Int { 8 }

  /// The picture that varies.
  let own: RowSource<Scalar>
  /// The scale's window, `2 · radius + 1` taps.
  let taps: UnsafePointer<Scalar>
  let radius: Int
  let buffers: VIFBuffers<Scalar>

  /// A strip of columns.
  struct Strip {
    let start: Int
    let count: Int
    let isFirst: Bool
    let isLast: Bool
  }

  /// Filtered value, square and product of eight windows.
  struct Moments {
    var value = L.zero
    var square = L.zero
    var product = L.zero

    @inline(__always) init() {}

    /// Adds one tap.
    @inline(__always)
    mutating func add(_ tap: L, _ value: L, _ square: L, _ product: L) {
      self.value = self.value + tap * value
      self.square = self.square + tap * square
      self.product = self.product + tap * product
    }

    /// The variance, at least 0.
    @inline(__always) var variance: L { L.larger(square - value * value, L.zero) }
  }

  /// The picture's strips, from left to right: about equally wide, so that none is narrower than the reach.
  @inline(__always)
  func forEachStrip(_ body: (Strip) -> Void) {
    let strips = (own.width + Self.stripWidth - 1) / Self.stripWidth
    let width = ((own.width + strips - 1) / strips + laneCount - 1) / laneCount * laneCount
    var start = 0
    while start < own.width {
      let end = min(start + width, own.width)
      body(Strip(start: start, count: end - start, isFirst: start == 0, isLast: end == own.width))
      start = end
    }
  }

  /// The windows of rows `row` and `row + 1`, eight at a time: which of the two rows, the strip's column, their moments,
  /// and the lanes beyond the strip. Without another picture there are no products.
  @inline(__always)
  func forEachWindow(
    _ row: Int, _ strip: Strip, other: Grid<Scalar>?, _ body: (Int, Int, Moments, L.Mask) -> Void
  ) {
    filterDown(row, strip, other: other)
    var column = 0
    while column < strip.count {
      let (first, second) = filterAlong(column, withProducts: other != nil)
      let tail = L.lanes(from: strip.count - column)
      body(0, column, first, tail)
      if row + 1 < own.height { body(1, column, second, tail) }
      column &+= laneCount
    }
  }

  /// Filters rows `row` and `row + 1` of the picture, of its square and of its product with the other picture down the
  /// columns, and continues them beyond the picture's sides. Without another picture the products are squares.
  @inline(__always)
  func filterDown(_ row: Int, _ strip: Strip, other: Grid<Scalar>?) {
    let height = own.height
    for index in 0...(2 * radius + 1) {
      let source = mirrored(min(row - radius + index, height - 1 + radius), height)
      buffers.ownRows[index] = own.row(source) + strip.start
      if let other { buffers.otherRows[index] = UnsafePointer(other.row(source)) + strip.start }
    }
    let offset = L(own.offset)
    let output = buffers.filtered
    var column = max(strip.start - Self.reach, 0) - strip.start
    let end = min(strip.start + strip.count + Self.reach, own.width) - strip.start
    while column < end {
      var first = Moments()
      var second = Moments()
      var lastTap = L.zero
      var index = 0
      while index <= 2 &* radius {
        let y = L.load(buffers.ownRows[index] + column) + offset
        let square = y * y
        let product = other == nil ? square : y * L.load(buffers.otherRows[index] + column)
        let tap = L(taps[index])
        first.add(tap, y, square, product)
        // The second row's window starts one row later; its first step here adds 0.
        second.add(lastTap, y, square, product)
        lastTap = tap
        index &+= 1
      }
      let y = L.load(buffers.ownRows[index] + column) + offset
      let product = other == nil ? y * y : y * L.load(buffers.otherRows[index] + column)
      second.add(lastTap, y, y * y, product)
      first.value.store(output.row(0) + column)
      second.value.store(output.row(1) + column)
      first.square.store(output.row(2) + column)
      second.square.store(output.row(3) + column)
      if other != nil {
        first.product.store(output.row(4) + column)
        second.product.store(output.row(5) + column)
      }
      column &+= laneCount
    }
    for index in 0..<(other == nil ? 4 : 6) {
      let line = output.row(index)
      if strip.isFirst {
        for distance in 1...radius { line[-distance] = line[distance] }
      }
      if strip.isLast {
        for distance in 1...radius { line[strip.count - 1 + distance] = line[strip.count - 1 - distance] }
      }
    }
  }

  /// The moments of eight windows of the rows given to `filterDown`.
  @inline(__always)
  func filterAlong(_ column: Int, withProducts: Bool) -> (Moments, Moments) {
    let stride = buffers.filtered.stride
    var p = UnsafePointer(buffers.filtered.origin) + (column - radius)
    var first = Moments()
    var second = Moments()
    var index = 0
    while index <= 2 &* radius {
      let tap = L(taps[index])
      let products =
        withProducts
        ? (L.load(p + 4 &* stride), L.load(p + 5 &* stride)) : (L.zero, L.zero)
      first.add(tap, L.load(p), L.load(p + 2 &* stride), products.0)
      second.add(tap, L.load(p + stride), L.load(p + 3 &* stride), products.1)
      p += 1
      index &+= 1
    }
    return (first, second)
  }
}
