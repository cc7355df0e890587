import Raster

/// One step of a Laplacian pyramid with the binomial window 1-4-6-4-1, as the steerable pyramid's toolbox makes it.
///
/// Each one-dimensional window sums to √2, so the half-size plane has twice the plane's level. The window is reflected at
/// the edges about the outermost sample. Where the plane is flat the band is exactly 0: the two windows' factors are
/// multiplied into 2/256, which has no rounding.
///
/// Source: P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Trans. Communications 31 (1983);
/// E. P. Simoncelli's `buildLpyr.m` with `binom5`.
enum LaplacianPyramid {
  /// The half-size plane (of an odd size, the larger half) and what it leaves of the plane.
  /// - Precondition: at least 3×3 samples.
  /// - Complexity: O(width · height)
  static func step<Scalar: PixelScalar>(_ plane: Plane<Scalar>) -> (low: Plane<Scalar>, band: Plane<Scalar>) {
    let low = reduced(plane)
    return (low, difference(plane, low))
  }

  private static func reduced<Scalar: PixelScalar>(_ plane: Plane<Scalar>) -> Plane<Scalar> {
    let width = (plane.width + 1) / 2
    let height = (plane.height + 1) / 2
    return Plane(width: width, height: height) { target in
      withPointers(plane.samples) { source in
        withScratch(Scalar.self, plane.width + 5) { row in
          for y in 0..<height {
            func line(_ offset: Int) -> UnsafePointer<Scalar> {
              source + mirrored(2 * y + offset, plane.height) * plane.width
            }
            let (a, b, c, d, e) = (line(-2), line(-1), line(0), line(1), line(2))
            let inner = row + 2
            for x in 0..<plane.width { inner[x] = ((a[x] + e[x]) + (b[x] + d[x]) * 4 + c[x] * 6) * (1.0 / 16) }
            for x in 1...2 {
              inner[-x] = inner[x]
              inner[plane.width - 1 + x] = inner[plane.width - 1 - x]
            }
            let to = target + y * width
            for x in 0..<width {
              let from = row + 2 &* x
              to[x] = ((from[0] + from[4]) + (from[1] + from[3]) * 4 + from[2] * 6) * (1.0 / 8)
            }
          }
        }
      }
    }
  }

  /// The plane without the half-size plane brought back to its size.
  private static func difference<Scalar: PixelScalar>(
    _ plane: Plane<Scalar>, _ low: Plane<Scalar>
  ) -> Plane<Scalar> {
    Plane(width: plane.width, height: plane.height) { target in
      withPointers(plane.samples, low.samples) { source, low in
        withScratch(Scalar.self, lowWidth(plane) + 2) { row in
          let width = lowWidth(plane)
          let last = (plane.height + 1) / 2 - 1
          let inner = row + 1
          for y in 0..<plane.height {
            let k = y / 2
            // The toolbox reflects the stretched row, in which every second sample is 0.
            let before = low + (k > 0 ? k - 1 : 1) * width
            let here = low + k * width
            let after = low + min(k + 1, last) * width
            if y % 2 == 0 {
              for x in 0..<width { inner[x] = ((before[x] + after[x]) + here[x] * 6) * (1.0 / 16) }
            } else {
              for x in 0..<width { inner[x] = (here[x] + after[x]) * (1.0 / 4) }
            }
            inner[-1] = inner[1]
            inner[width] = inner[width - 1]
            let from = source + y * plane.width
            let to = target + y * plane.width
            for x in 0..<(plane.width / 2) {
              let (a, b, c) = (row[x], row[x &+ 1], row[x &+ 2])
              to[2 &* x] = from[2 &* x] - ((a + c) + b * 6) * (1.0 / 8)
              to[2 &* x &+ 1] = from[2 &* x &+ 1] - (b + c) * (1.0 / 2)
            }
            if plane.width % 2 == 1 {
              let x = width - 1
              to[2 * x] = from[2 * x] - ((row[x] + row[x + 2]) + row[x + 1] * 6) * (1.0 / 8)
            }
          }
        }
      }
    }
  }

  private static func lowWidth<Scalar>(_ plane: Plane<Scalar>) -> Int { (plane.width + 1) / 2 }
}
