import Raster

/// sRGB to linear light, and its half resolution.
enum DisplayLight {
  /// Linear R, G and B, 0…1, of gamma-coded ones on the 0…255 scale.
  /// - Complexity: O(width · height)
  static func planes(_ rgb: RGBPlanes) -> PlaneStack {
    let layout = PlaneStack.Layout(width: rgb.red.width, height: rgb.red.height)
    var result = PlaneStack(layout, count: 3)
    withMutablePointers(&result.storage) { target in
      for (channel, plane) in [rgb.red, rgb.green, rgb.blue].enumerated() {
        withPointers(plane.samples) { source in
          for y in 0..<layout.height {
            let from = source + y * layout.width
            let to = target + (channel * layout.planeLength + y * layout.rowLength)
            for x in registers(layout.width) {
              to.store((from.lanes(x, of: layout.width) * Vector(repeating: 1 / 255)).linearFromSRGB(), x)
            }
          }
        }
      }
    }
    return result
  }

  /// Means of 2×2 samples, of 1×2, 2×1 or 1×1 at the last column and row of odd sizes.
  /// - Complexity: O(width · height)
  static func halved(_ planes: PlaneStack) -> PlaneStack {
    let layout = planes.layout
    let small = layout.halved
    var result = PlaneStack(small, count: 3)
    withPointers(planes.storage) { source in
      withMutablePointers(&result.storage) { target in
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
