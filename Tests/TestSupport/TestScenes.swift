import Raster

/// Small seeded pictures with structure at every scale, for tests of metrics.
public enum TestScenes {
  /// Luma 16…235: patches of different brightness, a ramp, stripes and noise of several sizes.
  public static func luma(width: Int, height: Int, seed: UInt64) -> Plane<Double> {
    var random = SeededRandom(seed: seed)
    var plane = Plane<Double>(width: width, height: height, repeating: 0)
    for y in 0..<height {
      for x in 0..<width { plane[x, y] = 90 + 60 * Double(x) / Double(width) - 30 * Double(y) / Double(height) }
    }
    for _ in 0..<24 {
      let left = Int(random.uniform() * Double(width))
      let top = Int(random.uniform() * Double(height))
      let side = 2 + Int(random.uniform() * Double(min(width, height)) / 2)
      let level = 60 * random.uniform() - 30
      let period = 1 + 6 * random.uniform()
      for y in top..<min(top + side, height) {
        for x in left..<min(left + side, width) {
          plane[x, y] += level * (Int(Double(x + y) / period) % 2 == 0 ? 1 : 0.4)
        }
      }
    }
    return plane.map { min(max($0 + 8 * random.uniform() - 4, 16), 235) }
  }

  /// The same picture, softened, with some contrast gained in the left half, and noise.
  public static func distorted(_ plane: Plane<Double>, noise: Double, seed: UInt64) -> Plane<Double> {
    var random = SeededRandom(seed: seed)
    var result = plane
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        let left = plane[max(x - 1, 0), y]
        let right = plane[min(x + 1, plane.width - 1), y]
        let soft = (left + 2 * plane[x, y] + right) / 4
        let amount = 2 * x < plane.width ? 0.6 : -0.7
        result[x, y] = plane[x, y] + amount * (plane[x, y] - soft) + noise * (2 * random.uniform() - 1)
      }
    }
    return result
  }
}
