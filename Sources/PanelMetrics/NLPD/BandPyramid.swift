/// NLPD's pyramid: six levels, each half the one before (of an odd size, the larger half).
///
/// A plane is reduced with the window (0.05, 0.25, 0.4, 0.25, 0.05) of both directions, every second sample kept, mirrored
/// about its outermost samples (… c b | a b c …).
///
/// Source: P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Trans. Communications 31 (1983),
/// as IQA-pytorch 0.1 has it (NLPD.py).
enum BandPyramid {
  /// Two registers that are read as their even and their odd lanes.
  private typealias Pairs = SIMD16<Float>

  /// The window from its outermost tap to its central one.
  static let window: [Double] = [0.05, 0.25, 0.4]

  /// The levels of a plane, the finest first.
  /// - Precondition: at least 65×65 samples, so that the sixth level has three.
  /// - Complexity: O(width · height)
  static func levels(of plane: PlaneStack) -> [BandLevel] {
    var plane = plane
    return DivisiveNormalisation.levels.map { normalisation in
      let low = reduced(plane)
      defer { plane = low }
      return BandLevel(plane: plane, low: low, normalisation: normalisation)
    }
  }

  /// The next level. Rows are followed by zeros up to whole registers.
  private static func reduced(_ plane: PlaneStack) -> PlaneStack {
    let fine = plane.layout
    let coarse = fine.halved
    let (outer, middle, centre) = (taps(0), taps(1), taps(2))
    return PlaneStack(coarse, count: 1) { target in
      withPointers(plane.storage) { source in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * coarse.rowLength + 40) { buffer in
          guard let row = buffer.baseAddress.map({ $0 + 8 }) else { return }
          buffer.update(repeating: 0)
          for y in 0..<coarse.height {
            func line(_ offset: Int) -> UnsafePointer<Float> {
              source + mirrored(2 &* y &+ offset, fine.height) &* fine.rowLength
            }
            let (a, b, c, d, e) = (line(-2), line(-1), line(0), line(1), line(2))
            for x in registers(fine.width) {
              let sum = (b.lanes(x) + d.lanes(x)) * middle + (a.lanes(x) + e.lanes(x)) * outer
              row.store(sum.addingProduct(c.lanes(x), centre), x)
            }
            mirrorEnds(row, fine.width, by: 2)
            let to = target + y &* coarse.rowLength
            for x in registers(coarse.width) {
              let (before, here, after) = (pairs(row, 2 &* x &- 2), pairs(row, 2 &* x), pairs(row, 2 &* x &+ 2))
              let sum = (before.oddHalf + here.oddHalf) * middle + (before.evenHalf + after.evenHalf) * outer
              to.store(sum.addingProduct(here.evenHalf, centre), x)
            }
            (to + coarse.width).update(repeating: 0, count: coarse.rowLength &- coarse.width)
          }
        }
      }
    }
  }

  private static func taps(_ index: Int) -> Vector { Vector(repeating: Float(window[index])) }

  @inline(__always)
  private static func pairs(_ row: UnsafeMutablePointer<Float>, _ index: Int) -> Pairs {
    UnsafeRawPointer(row + index).loadUnaligned(as: Pairs.self)
  }

  /// Writes the samples before a row's first and after its last, mirrored about them.
  @inline(__always)
  static func mirrorEnds(_ row: UnsafeMutablePointer<Float>, _ width: Int, by count: Int) {
    for distance in 1...count {
      row[0 &- distance] = row[distance]
      row[width &- 1 &+ distance] = row[width &- 1 &- distance]
    }
  }
}
