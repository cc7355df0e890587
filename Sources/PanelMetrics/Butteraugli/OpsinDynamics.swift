import Raster

/// The eye's response to light: linear R, G, B to opponent channels X (red against green), Y (their sum) and B (blue).
///
/// Light is mixed into three receptors' absorptions m = M·(R, G, B) + c. Each is multiplied by a sensitivity that
/// follows from the *surroundings*: with m̄ the absorption of the picture under a 5×5 Gaussian window, the sensitivity is
/// `g(m̄) / m̄` with `g(v) = 19.245·ln(v + 9.971) − 23.160`. Then `X = m₀ − m₁`, `Y = m₀ + m₁`, `B = m₂`.
enum OpsinDynamics {
  /// Light of a screen's white, in cd/m²: the program's default.
  static let intensityTarget: Float = 80
  /// Standard deviation of the surroundings' window, which reaches 2 samples and mirrors at the edge.
  static let surroundings: (centre: Float, near: Float, far: Float) = {
    let half = ClippedGaussian(sigma: 1.2).halfNormalised
    return (half[2], half[1], half[0])
  }()

  /// X, Y and B of a stack of linear R, G and B, 0…1, in its memory.
  /// - Complexity: O(width · height)
  static func opponentChannels(_ linear: consuming PlaneStack) -> PlaneStack {
    let layout = linear.layout
    withMutablePointers(&linear.storage) { planes in
      let (red, green, blue) = (planes, planes + layout.planeLength, planes + 2 * layout.planeLength)
      // Rows are read for the surroundings before they are visited.
      forEachSurroundings(planes, layout) { index, blurred in
        let near = absorptions(blurred)
        // Light is not negative, and the constants are above 0.0001: the program's limits never bind below them.
        let own = absorptions((red.lanes(index), green.lanes(index), blue.lanes(index)))
        let first = (own.0 * sensitivity(near.0)).larger(Vector(repeating: mixing.0.3))
        let second = (own.1 * sensitivity(near.1)).larger(Vector(repeating: mixing.1.3))
        let third = (own.2 * sensitivity(near.2)).larger(Vector(repeating: mixing.2.3))
        red.store(first - second, index)
        green.store(first + second, index)
        blue.store(third, index)
      }
    }
    return linear
  }

  private typealias Mixing = (Float, Float, Float, Float)
  /// For each receptor the weights of R, G and B and the constant.
  private static let mixing: (Mixing, Mixing, Mixing) = (
    (0.299_565_503_400_583_19, 0.633_730_878_338_259_36, 0.077_705_617_820_981_968, 1.755_748_364_328_735_3),
    (0.221_586_911_045_747_74, 0.693_913_880_441_161_42, 0.098_731_358_842_2, 1.755_748_364_328_735_3),
    (0.02, 0.02, 0.204_801_290_410_261_29, 12.226_454_707_163_354)
  )

  @inline(__always)
  private static func absorptions(_ light: (Vector, Vector, Vector)) -> (Vector, Vector, Vector) {
    let white = Vector(repeating: intensityTarget)
    let (red, green, blue) = (light.0 * white, light.1 * white, light.2 * white)
    func mixed(_ weights: Mixing) -> Vector {
      Vector(repeating: weights.3).addingProduct(blue, Vector(repeating: weights.2))
        .addingProduct(green, Vector(repeating: weights.1)).addingProduct(red, Vector(repeating: weights.0))
    }
    return (mixed(mixing.0), mixed(mixing.1), mixed(mixing.2))
  }

  /// `g(v) / v`, at least 0.0001.
  @inline(__always)
  private static func sensitivity(_ absorption: Vector) -> Vector {
    let logarithm = ProgramApproximations.log2(absorption + Vector(repeating: 9.971_063_576_929_914_5))
    // 19.245 · ln 2.
    let response = Vector(repeating: -23.160_462_398_057_55).addingProduct(
      logarithm, Vector(repeating: 19.245_013_259_874_995 * 0.693_147_180_559_945))
    return (response / absorption).larger(Vector(repeating: 1e-4))
  }
}
