/// ColorVideoVDP's pyramid of three opponent channels: each level is half the one before (of an odd size, the larger half).
///
/// The window of both directions is (0.05, 0.25, 0.4, 0.25, 0.05), doubled where a level is brought back to the finer
/// one's size. Reducing mirrors the plane about its outer edges (… b a | a b …), expanding repeats the last sample.
///
/// At the end of rows the program asks whether the number of *rows* is odd where it means the number of columns, so in a
/// plane with one of the two odd the last column of the smaller one is up to 30 % too dark or too bright. It is calibrated
/// and published so, and is followed here.
///
/// Source: P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Trans. Communications 31
/// (1983); gfxdisp/ColorVideoVDP 0.5.7, lpyr_dec.py.
enum DecimatedPyramid {
  /// Two registers that are read as their even and their odd lanes.
  private typealias Pairs = SIMD16<Float>

  /// The smallest picture that has a band beside the last one.
  static let smallestSide = 4
  /// The spatial frequency that the last band, which has no contrasts of its own, is seen with; cycles per degree.
  static let lowestFrequency = 0.1
  /// Bands end before the first whose frequency is not above 0.2 cycles per degree: at eight.
  private static let mostBands: Int = {
    var count = 1
    while frequency(of: count - 1) > 0.2 { count += 1 }
    return count
  }()

  /// The frequency that a band's sensitivity is taken at, in cycles per degree: half the sampling rate for the finest; for
  /// the others 0.3228 of that, halved from band to band.
  static func frequency(of band: Int) -> Double {
    (band == 0 ? 1 : 0.3228 / Double(1 << (band - 1))) * ViewedDisplay.pixelsPerDegree / 2
  }

  /// A picture's levels, the finest first: one more than it has bands with contrasts.
  /// - Precondition: at least 4×4 samples.
  /// - Complexity: O(width · height)
  static func levels(of planes: PlaneStack) -> [PlaneStack] {
    var levels = [planes]
    for _ in 0..<bandCount(planes.layout) { levels.append(reduced(levels[levels.count - 1])) }
    return levels
  }

  private static func bandCount(_ layout: PlaneStack.Layout) -> Int {
    let side = min(layout.width, layout.height)
    return min(mostBands, Int.bitWidth - 1 - side.leadingZeroBitCount - 1)
  }

  /// The next level of three planes.
  /// - Precondition: at least 4×4 samples.
  /// - Complexity: O(width · height)
  static func reduced(_ planes: PlaneStack) -> PlaneStack {
    let (fine, coarse) = (planes.layout, planes.layout.halved)
    let (outer, middle, centre) = (Vector(repeating: 0.05), Vector(repeating: 0.25), Vector(repeating: 0.4))
    let width = fine.width
    return PlaneStack(coarse, count: 3) { target in
      withPointers(planes.storage) { source in
        withScratch(Float.self, fine.rowLength + 40) { buffer in
          let row = buffer + 8
          buffer.update(repeating: 0, count: fine.rowLength + 40)
          for channel in 0..<3 {
            let plane = source + channel &* fine.planeLength
            for y in 0..<coarse.height {
              func line(_ offset: Int) -> UnsafePointer<Float> {
                let index = 2 &* y &+ offset
                let mirrored = index < 0 ? -1 &- index : index < fine.height ? index : 2 &* fine.height &- 1 &- index
                return plane + mirrored &* fine.rowLength
              }
              let (a, b, c, d, e) = (line(-2), line(-1), line(0), line(1), line(2))
              for x in registers(width) {
                let sum = (b.lanes(x) + d.lanes(x)) * middle + (a.lanes(x) + e.lanes(x)) * outer
                row.store(sum.addingProduct(c.lanes(x), centre), x)
              }
              (row[-1], row[-2]) = (row[0], row[1])
              endRow(row + width, isOddHeight: fine.height % 2 == 1, isOddWidth: width % 2 == 1)
              let to = target + (channel &* coarse.planeLength &+ y &* coarse.rowLength)
              for x in registers(coarse.width) {
                let before = pairs(row, 2 &* x &- 2)
                let here = pairs(row, 2 &* x)
                let after = pairs(row, 2 &* x &+ 2)
                let sum = (before.oddHalf + here.oddHalf) * middle + (before.evenHalf + after.evenHalf) * outer
                to.store(sum.addingProduct(here.evenHalf, centre), x)
              }
            }
          }
        }
      }
    }
  }

  /// Writes the two samples after a row's last, such that the window's sum is the program's.
  private static func endRow(_ end: UnsafeMutablePointer<Float>, isOddHeight: Bool, isOddWidth: Bool) {
    let (last, beforeLast) = (end[-1], end[-2])
    if isOddHeight == isOddWidth {
      (end[0], end[1]) = (last, beforeLast)
    } else if isOddWidth {
      // A plane of even height: 0.05 of the last sample is all that is added to a window two samples short.
      (end[0], end[1]) = (0, last)
    } else {
      // A plane of odd height: 0.25 and 0.05 are added where the window lacks but its outermost sample.
      (end[0], end[1]) = (5 * last + beforeLast, 0)
    }
  }

  @inline(__always)
  private static func pairs(_ row: UnsafeMutablePointer<Float>, _ index: Int) -> Pairs {
    UnsafeRawPointer(row + index).loadUnaligned(as: Pairs.self)
  }

  /// Visits the rows of a level as they come back from the next coarser one.
  ///
  /// The body gets y, and where the first channel's row begins; those of the others follow at the given distance. Rows are
  /// written in whole registers.
  @inline(__always)
  static func forEachExpandedRow(
    of coarse: PlaneStack, to fine: PlaneStack.Layout, _ body: (Int, UnsafePointer<Float>, Int) -> Void
  ) {
    let low = coarse.layout
    let rowLength = (low.width + 7) / 8 * 16
    withPointers(coarse.storage) { source in
      withScratch(Float.self, 3 * rowLength + low.rowLength + 16) { rows in
        rows.update(repeating: 0, count: 3 * rowLength + low.rowLength + 16)
        let sums = rows + (3 &* rowLength &+ 8)
        for y in 0..<fine.height {
          for channel in 0..<3 {
            let here = source + (channel &* low.planeLength &+ y / 2 &* low.rowLength)
            let before = y < 2 ? here : here - low.rowLength
            let after = y / 2 &+ 1 < low.height ? here + low.rowLength : here
            expand(before, here, after, isOdd: y % 2 == 1, sums, low.width)
            (sums[-1], sums[low.width]) = (sums[0], sums[low.width &- 1])
            let to = rows + channel &* rowLength
            for x in registers(low.width) {
              let (a, b, c) = (sums.lanes(x &- 1), sums.lanes(x), sums.lanes(x &+ 1))
              var both = Pairs.zero
              both.evenHalf = ((a + c) * Vector(repeating: 0.1)).addingProduct(b, Vector(repeating: 0.8))
              both.oddHalf = (b + c) * Vector(repeating: 0.5)
              UnsafeMutableRawPointer(to + 2 &* x).storeBytes(of: both, as: Pairs.self)
            }
          }
          body(y, UnsafePointer(rows), rowLength)
        }
      }
    }
  }

  /// One row between its coarse neighbours above and below.
  @inline(__always)
  private static func expand(
    _ before: UnsafePointer<Float>, _ here: UnsafePointer<Float>, _ after: UnsafePointer<Float>, isOdd: Bool,
    _ target: UnsafeMutablePointer<Float>, _ width: Int
  ) {
    for x in registers(width) {
      let (b, c) = (here.lanes(x), after.lanes(x))
      target.store(
        isOdd
          ? (b + c) * Vector(repeating: 0.5)
          : ((before.lanes(x) + c) * Vector(repeating: 0.1)).addingProduct(b, Vector(repeating: 0.8)), x)
    }
  }
}
