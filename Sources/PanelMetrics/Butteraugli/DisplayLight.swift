import Raster

/// sRGB to linear light, and its half resolution.
enum DisplayLight {
  typealias Vector = SIMD8<Float>

  /// Linear R, G and B, 0…1, of gamma-coded ones on the 0…255 scale.
  /// - Complexity: O(width · height)
  static func planes(_ rgb: RGBPlanes) -> PlaneStack {
    let layout = PlaneStack.Layout(width: rgb.red.width, height: rgb.red.height)
    var result = PlaneStack(layout, count: 3)
    result.withMutablePlanes { target in
      for (channel, plane) in [rgb.red, rgb.green, rgb.blue].enumerated() {
        plane.samples.withUnsafeBufferPointer { source in
          guard let source = source.baseAddress else { return }
          for y in 0..<layout.height {
            let from = source + y * layout.width
            let to = target + (channel * layout.planeLength + y * layout.rowLength)
            var x = 0
            while x &+ 8 <= layout.width {
              to.store(decoded(from.lanes(x)), x)
              x &+= 8
            }
            while x < layout.width {
              to[x] = decoded(Vector(repeating: from[x]))[0]
              x &+= 1
            }
          }
        }
      }
    }
    return result
  }

  @inline(__always)
  private static func decoded(_ coded: Vector) -> Vector {
    ProgramApproximations.linearLight(coded * Vector(repeating: 1 / 255))
  }

  /// Means of 2×2 samples, of 1×2, 2×1 or 1×1 at the last column and row of odd sizes.
  /// - Complexity: O(width · height)
  static func halved(_ planes: PlaneStack) -> PlaneStack {
    let layout = planes.layout
    let small = PlaneStack.Layout(width: (layout.width + 1) / 2, height: (layout.height + 1) / 2)
    var result = PlaneStack(small, count: 3)
    result.withMutablePlanes { target in
      planes.withPlanes { source in
        for channel in 0..<3 {
          for y in 0..<small.height {
            let upper = source + (channel * layout.planeLength + 2 * y * layout.rowLength)
            let lower = upper + (2 * y + 1 < layout.height ? layout.rowLength : 0)
            let to = target + (channel * small.planeLength + y * small.rowLength)
            for x in 0..<small.width {
              let right = min(2 * x + 1, layout.width - 1)
              to[x] = 0.25 * ((upper[2 * x] + upper[right]) + (lower[2 * x] + lower[right]))
            }
          }
        }
      }
    }
    return result
  }
}
