import Raster

/// Seeded noise with which a search leaves its start.
enum SeededNoise {
  /// Noise of root mean square 1: signs drawn evenly, white; each order of `fineness` takes the second difference along
  /// rows and columns, which moves the power towards the finest frequencies.
  /// - Complexity: O(width · height)
  static func plane(width: Int, height: Int, fineness: Int, random: inout SeededRandom) -> Plane<Float> {
    var plane = Plane<Float>(width: width, height: height, repeating: 0)
    var bits: UInt64 = 0
    for index in 0..<plane.count {
      if index % 64 == 0 { bits = random.next() }
      plane.samples[index] = bits & 1 == 1 ? 1 : -1
      bits >>= 1
    }
    for _ in 0..<fineness { plane = secondDifference(plane) }
    let size = VectorKernels.rootMeanSquare(plane.samples)
    if size > 0 { VectorKernels.scale(&plane.samples, by: Float(1 / size)) }
    return plane
  }

  /// (−1, 2, −1)/4 along rows, then along columns; samples beyond the border mirror those inside, edge included.
  private static func secondDifference(_ plane: Plane<Float>) -> Plane<Float> {
    let (width, height) = (plane.width, plane.height)
    var between = plane
    for y in 0..<height {
      for x in 0..<width {
        let row = y * width
        between.samples[row + x] =
          (2 * plane.samples[row + x] - plane.samples[row + max(x - 1, 0)] - plane.samples[row + min(x + 1, width - 1)])
          / 4
      }
    }
    var result = between
    for y in 0..<height {
      let (row, above, below) = (y * width, max(y - 1, 0) * width, min(y + 1, height - 1) * width)
      for x in 0..<width {
        result.samples[row + x] =
          (2 * between.samples[row + x] - between.samples[above + x] - between.samples[below + x]) / 4
      }
    }
    return result
  }

  /// Luma with noise of mean square `error` added.
  static func added(
    to luma: Plane<Float>, error: Double, fineness: Int, random: inout SeededRandom
  ) -> Plane<Float> {
    let noise = plane(width: luma.width, height: luma.height, fineness: fineness, random: &random)
    var luma = luma
    VectorKernels.add(noise.samples, scaledBy: Float(error.squareRoot()), to: &luma.samples)
    return luma
  }

  /// How a suite sets the fineness.
  static let parameter = AttackDescriptor.Parameter(
    "fineness", "how fine the noise is that the search begins with: 0 white, each order a second difference more",
    default: 0, in: 0...4, whole: true)
}
