import Raster

/// Half-size pictures by the mean of 2×2 blocks, in the two ways in which published metrics treat odd sizes, with the
/// transposes that gradients need.
enum HalfSize {
  /// What stands in for the missing samples of an odd width or height.
  enum Padding {
    /// A zero after the last column or row: MATLAB's `conv2(…, 'same')` with a 2×2 window, every second sample kept.
    case zeroAfter
    /// Where the width or the height is odd, the first column *and* the first row are repeated once, and a sample that
    /// then is left over at the end is dropped: what `piq.multi_scale_ssim` does.
    case repeatBefore
  }

  /// Size of the result and the index, along both axes, at which the first block begins.
  static func geometry(width: Int, height: Int, _ padding: Padding) -> (width: Int, height: Int, start: Int) {
    switch padding {
    case .zeroAfter: return ((width + 1) / 2, (height + 1) / 2, 0)
    case .repeatBefore:
      let extra = width % 2 == 1 || height % 2 == 1 ? 1 : 0
      return ((width + extra) / 2, (height + extra) / 2, -extra)
    }
  }

  /// The means of the plane's 2×2 blocks.
  /// - Complexity: O(width · height)
  static func means<Scalar: PixelScalar>(_ plane: Plane<Scalar>, _ padding: Padding) -> Plane<Scalar> {
    let (width, height, start) = geometry(width: plane.width, height: plane.height, padding)
    return Plane(width: width, height: height) { target in
      withPointers(plane.samples) { source in
        for y in 0..<height {
          let first = max(2 * y + start, 0)
          let second = 2 * y + start + 1
          let upper = first * plane.width
          let lower = min(second, plane.height - 1) * plane.width
          let lowerWeight: Scalar = second < plane.height ? 0.25 : 0
          // Blocks that lie inside the plane whole; at most the first and the last of a row do not.
          let inner = (start < 0 ? 1 : 0)..<((plane.width - start) / 2)
          for x in inner {
            let column = 2 * x + start
            let top = source[upper + column] + source[upper + column + 1]
            let bottom = source[lower + column] + source[lower + column + 1]
            target[y * width + x] = top * 0.25 + bottom * lowerWeight
          }
          if start < 0 { target[y * width] = source[upper] * 0.5 + source[lower] * (2 * lowerWeight) }
          if inner.upperBound < width {
            let column = plane.width - 1
            target[y * width + width - 1] = source[upper + column] * 0.25 + source[lower + column] * lowerWeight
          }
        }
      }
    }
  }

  /// The transpose of `means`: spreads each value of the half-size plane over its block.
  /// - Complexity: O(width · height) of the full size
  static func meansAdjoint<Scalar: PixelScalar>(
    _ half: Plane<Scalar>, width: Int, height: Int, _ padding: Padding
  ) -> Plane<Scalar> {
    let (halfWidth, halfHeight, start) = geometry(width: width, height: height, padding)
    var full = Plane<Scalar>(width: width, height: height, repeating: 0)
    withPointers(half.samples) { source in
      withMutablePointers(&full.samples) { target in
        for y in 0..<halfHeight {
          for row in [2 * y + start, 2 * y + start + 1] where row < height {
            let base = max(row, 0) * width
            let inner = (start < 0 ? 1 : 0)..<((width - start) / 2)
            for x in inner {
              let share = source[y * halfWidth + x] * 0.25
              target[base + 2 * x + start] += share
              target[base + 2 * x + start + 1] += share
            }
            if start < 0 { target[base] += source[y * halfWidth] * 0.5 }
            if inner.upperBound < halfWidth { target[base + width - 1] += source[(y + 1) * halfWidth - 1] * 0.25 }
          }
        }
      }
    }
    return full
  }
}
