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
    return Plane(
      width: red.width, height: red.height,
      samples: [Float](unsafeUninitializedCapacity: count) { target, initialised in
        red.samples.withUnsafeBufferPointer { red in
          green.samples.withUnsafeBufferPointer { green in
            blue.samples.withUnsafeBufferPointer { blue in
              guard let target = target.baseAddress, let red = red.baseAddress, let green = green.baseAddress,
                let blue = blue.baseAddress
              else { return }
              for index in 0..<count { target[index] = r * red[index] + g * green[index] + b * blue[index] }
            }
          }
        }
        initialised = count
      })
  }
}

/// The part that is missing to 1 of the similarity `(2·a·b + c)/(a² + b² + c)`: `(a − b)²/(a² + b² + c)`, which keeps its
/// digits where a and b are nearly equal.
@inline(__always)
func dissimilarity(_ a: SIMD8<Float>, _ b: SIMD8<Float>, _ constant: Float) -> SIMD8<Float> {
  let difference = a - b
  return difference * difference / (a * a + b * b + constant)
}
