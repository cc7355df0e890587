import Raster

extension RGBPlanes {
  /// The three planes, each reduced.
  func pooled(by factor: Int, before: Int, after: Int, _ surroundings: BlockMeans.Surroundings = .zeros) -> RGBPlanes {
    guard factor > 1 else { return self }
    func pooled(_ plane: Plane<Float>) -> Plane<Float> {
      BlockMeans.pooled(plane, by: factor, before: before, after: after, surroundings)
    }
    return RGBPlanes(red: pooled(red), green: pooled(green), blue: pooled(blue))
  }

  /// A weighted sum of R, G and B: one axis of an opponent colour space.
  /// - Complexity: O(width · height)
  func weighted(_ r: Float, _ g: Float, _ b: Float) -> Plane<Float> {
    let count = red.count
    return Plane(width: red.width, height: red.height) { target in
      withPointers(red.samples, green.samples, blue.samples) { red, green, blue in
        for index in 0..<count { target[index] = r * red[index] + g * green[index] + b * blue[index] }
      }
    }
  }
}

/// The part that is missing to 1 of the similarity `(2·a·b + c)/(a² + b² + c)`: `(a − b)²/(a² + b² + c)`, which keeps its
/// digits where a and b are nearly equal.
@inline(__always)
func dissimilarity(_ a: SIMD8<Float>, _ b: SIMD8<Float>, _ constant: Float) -> SIMD8<Float> {
  let difference = a - b
  return difference * difference / (a * a + b * b + constant)
}

/// The similarity `(2·a·b + c)/(a² + b² + c)`.
@inline(__always)
func similarity(_ a: Vector, _ b: Vector, _ constant: Float) -> Vector { 1 - dissimilarity(a, b, constant) }
