/// One level of NLPD's pyramid: a plane, and the smaller one that is taken off it.
struct BandLevel {
  let plane: PlaneStack
  let low: PlaneStack
  let normalisation: DivisiveNormalisation

  /// The normalised band.
  /// - Complexity: O(width · height)
  func normalised() -> PlaneStack {
    let layout = plane.layout
    return PlaneStack(layout, count: 1) { target in
      forEachGroup { x, y, value in target.store(value, y &* layout.rowLength &+ x) }
    }
  }

  /// The root mean square difference of the normalised band from another.
  /// - Complexity: O(width · height)
  func distance(to other: PlaneStack) -> Double {
    let layout = plane.layout
    let mask = RowMask<Float>(width: layout.width)
    var sum = 0.0
    var row = Vector.zero
    withPointers(other.storage) { other in
      forEachGroup { x, y, value in
        let difference = (value - other.lanes(y &* layout.rowLength &+ x)) * mask(x)
        row = row.addingProduct(difference, difference)
        if mask.isLast(x) {
          sum += Double(row.sum())
          row = .zero
        }
      }
    }
    return (sum / Double(layout.width * layout.height)).squareRoot()
  }

  /// Visits the normalised band, eight samples at a time, row by row; lanes beyond a row's end hold some number.
  @inline(__always)
  private func forEachGroup(_ body: (_ x: Int, _ y: Int, _ value: Vector) -> Void) {
    let layout = plane.layout
    let (width, height) = (layout.width, layout.height)
    let (stride, margin) = (layout.rowLength + 16, 8)
    let sigma = Vector(repeating: normalisation.sigma)
    let (up, down) = (Vector(repeating: normalisation.above), Vector(repeating: normalisation.below))
    let (left, right) = (Vector(repeating: normalisation.left), Vector(repeating: normalisation.right))
    withBandRows { band in
      // Three rows of the band go round.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * stride) { buffer in
        guard let base = buffer.baseAddress else { return }
        buffer.update(repeating: 0)
        func row(_ y: Int) -> UnsafeMutablePointer<Float> { base + (y % 3 &* stride &+ margin) }
        func fill(_ y: Int) {
          band(y, row(y))
          BandPyramid.mirrorEnds(row(y), width, by: 1)
        }
        fill(0)
        for y in 0..<height {
          if y &+ 1 < height { fill(y &+ 1) }
          let here = row(y)
          let above = row(mirrored(y &- 1, height))
          let below = row(mirrored(y &+ 1, height))
          for x in registers(width) {
            let around = (sigma + above.lanes(x).magnitudes * up).addingProduct(below.lanes(x).magnitudes, down)
            let divisor = around.addingProduct(here.lanes(x &- 1).magnitudes, left)
              .addingProduct(here.lanes(x &+ 1).magnitudes, right)
            body(x, y, here.lanes(x) / divisor)
          }
        }
      }
    }
  }

  /// Lends a function that writes a row of the band, in whole registers.
  @inline(__always)
  private func withBandRows(_ body: ((Int, UnsafeMutablePointer<Float>) -> Void) -> Void) {
    let (fine, coarse) = (plane.layout, low.layout)
    let rows = Expansion(count: coarse.height, positions: fine.height)
    withStretchedRows { stretched in
      withPointers(plane.storage) { source in
        body { y, target in
          let weights = rows.weights[y]
          let from = source + y &* fine.rowLength
          // Rows beyond the last have the weight 0.
          func row(_ offset: Int) -> UnsafePointer<Float> {
            stretched + min(rows.starts[y] &+ offset, coarse.height &- 1) &* fine.rowLength
          }
          let (a, b, c, d) = (row(0), row(1), row(2), row(3))
          for x in registers(fine.width) {
            let upper = (a.lanes(x) * weights[0]).addingProduct(b.lanes(x), Vector(repeating: weights[1]))
            let lower = (c.lanes(x) * weights[2]).addingProduct(d.lanes(x), Vector(repeating: weights[3]))
            target.store(from.lanes(x) - (upper + lower), x)
          }
        }
      }
    }
  }

  /// Lends the rows of the smaller plane, brought to the finer one's width.
  @inline(__always)
  private func withStretchedRows(_ body: (UnsafePointer<Float>) -> Void) {
    let (fine, coarse) = (plane.layout, low.layout)
    let columns = Expansion(count: coarse.width, positions: fine.width)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: coarse.height * fine.rowLength) { buffer in
      guard let target = buffer.baseAddress else { return }
      withPointers(low.storage, columns.starts, columns.weights) { source, starts, weights in
        for y in 0..<coarse.height {
          let (from, to) = (source + y &* coarse.rowLength, target + y &* fine.rowLength)
          for x in 0..<fine.width {
            // Of fewer than four samples the zeros after a row's end are read.
            let taken = UnsafeRawPointer(from + starts[x]).loadUnaligned(as: Expansion.Weights.self)
            to[x] = (taken * weights[x]).sum()
          }
          (to + fine.width).update(repeating: 0, count: fine.rowLength &- fine.width)
        }
      }
      body(target)
    }
  }
}
