extension OpsinDynamics {
  /// Visits R, G and B under the window of the surroundings, register by register.
  @inline(__always)
  static func forEachSurroundings(
    _ source: UnsafePointer<Float>, _ layout: PlaneStack.Layout, _ body: (Int, (Vector, Vector, Vector)) -> Void
  ) {
    let rowLength = layout.rowLength
    // A padded row, and of each channel the last five rows after the window along the row.
    withScratch(Float.self, rowLength + 12 + 15 * rowLength) { padded in
      padded.update(repeating: 0, count: rowLength + 12)
      let rows = padded + (rowLength + 12)
      var next = 0
      for y in 0..<layout.height {
        while next < min(y + 3, layout.height) {
          for channel in 0..<3 {
            blurRow(
              source + (channel &* layout.planeLength &+ next &* rowLength), layout, padded,
              into: rows + (channel &* 5 &+ next % 5) &* rowLength)
          }
          next += 1
        }
        let places = (-2...2).map { mirrored(y + $0, layout.height) % 5 * rowLength }
        for x in registers(rowLength) {
          @inline(__always) func down(_ channel: Int) -> Vector {
            let row = rows + (channel &* 5 &* rowLength &+ x)
            return weighted(
              row.lanes(places[2]), row.lanes(places[1]) + row.lanes(places[3]),
              row.lanes(places[0]) + row.lanes(places[4]))
          }
          body(y &* rowLength &+ x, (down(0), down(1), down(2)))
        }
      }
    }
  }

  /// The position inside that stands for one up to two samples outside.
  private static func mirrored(_ position: Int, _ count: Int) -> Int {
    position < 0 ? -1 - position : min(position, 2 * count - 1 - position)
  }

  /// The window along one row, with two mirrored samples on either side.
  private static func blurRow(
    _ source: UnsafePointer<Float>, _ layout: PlaneStack.Layout, _ padded: UnsafeMutablePointer<Float>,
    into row: UnsafeMutablePointer<Float>
  ) {
    (padded + 2).update(from: source, count: layout.width)
    (padded[0], padded[1]) = (padded[3], padded[2])
    let end = layout.width + 2
    (padded[end], padded[end + 1]) = (padded[end - 1], padded[end - 2])
    for x in registers(layout.rowLength) {
      row.store(
        weighted(
          padded.lanes(x &+ 2), padded.lanes(x &+ 1) + padded.lanes(x &+ 3), padded.lanes(x) + padded.lanes(x &+ 4)), x)
    }
  }

  @inline(__always)
  private static func weighted(_ centre: Vector, _ near: Vector, _ far: Vector) -> Vector {
    (centre * Vector(repeating: surroundings.centre)).addingProduct(near, Vector(repeating: surroundings.near))
      .addingProduct(far, Vector(repeating: surroundings.far))
  }
}
