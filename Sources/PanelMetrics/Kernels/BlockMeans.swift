import Raster

/// Means of k×k blocks: how definitions that were tuned at about 256 samples a side reduce a larger picture.
enum BlockMeans {
  /// What stands around the plane where blocks reach out of it.
  enum Surroundings {
    /// Zeros, which count in a block's mean.
    case zeros
    /// The plane's outermost samples.
    case repeated
  }

  /// The block's side for a picture: its shorter side over 256, rounded, halves to even; at least 1.
  static func factor(width: Int, height: Int) -> Int {
    max(1, Int((Double(min(width, height)) / 256).rounded(.toNearestOrEven)))
  }

  /// The means of blocks that begin `before` samples before the plane; blocks that reach more than `after` samples beyond
  /// its end are left out.
  /// - Complexity: O(width · height)
  static func pooled(
    _ plane: Plane<Float>, by factor: Int, before: Int, after: Int, _ surroundings: Surroundings = .zeros
  ) -> Plane<Float> {
    guard factor > 1 else { return plane }
    let width = (plane.width + before + after) / factor
    let height = (plane.height + before + after) / factor
    let scale = 1 / Float(factor * factor)
    let length = before + plane.width + after + 8
    return Plane(width: width, height: height) { target in
      withPointers(plane.samples) { source in
        withScratch(Float.self, length) { row in
          row.update(repeating: 0, count: length)
          let inner = row + before
          for y in 0..<height {
            let lines = (0..<factor).compactMap { offset -> UnsafePointer<Float>? in
              let line = y * factor - before + offset
              if line >= 0 && line < plane.height { return source + line * plane.width }
              guard surroundings == .repeated else { return nil }
              return source + min(max(line, 0), plane.height - 1) * plane.width
            }
            sum(lines, inner, plane.width)
            if surroundings == .repeated {
              for x in 0..<before { row[x] = inner[0] }
              for x in 0..<after { inner[plane.width + x] = inner[plane.width - 1] }
            }
            fold(row, target + y * width, width, factor, scale)
          }
        }
      }
    }
  }

  /// `target = Σ lines` over `count` elements.
  private static func sum(_ lines: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _ count: Int) {
    if lines.count == 2 {
      let (a, b) = (lines[0], lines[1])
      for x in 0..<count { target[x] = a[x] + b[x] }
      return
    }
    target.update(repeating: 0, count: count)
    for line in lines { for x in 0..<count { target[x] += line[x] } }
  }

  /// Sums `factor` neighbours.
  private static func fold(
    _ row: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int, _ factor: Int,
    _ scale: Float
  ) {
    if factor == 2 {
      for x in 0..<count { target[x] = (row[2 &* x] + row[2 &* x &+ 1]) * scale }
      return
    }
    for x in 0..<count {
      var sum: Float = 0
      for offset in 0..<factor { sum += row[x &* factor &+ offset] }
      target[x] = sum * scale
    }
  }
}
