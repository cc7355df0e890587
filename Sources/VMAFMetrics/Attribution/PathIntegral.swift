/// Where a change of a smooth function of several variables came from: the path integral of its gradient.
///
///     share_i = (b_i − a_i) · ∫₀¹ ∂f/∂x_i (a + t·(b − a)) dt
///
/// The shares sum to f(b) − f(a), by the gradient theorem, and a variable that did not change has none. Source: Aumann
/// and Shapley, "Values of non-atomic games" (1974); for features, "integrated gradients", Sundararajan, Taly and Yan,
/// ICML 2017, with the start instead of a baseline.
///
/// The integral is taken by Gauss and Legendre's rule of eight points in each of `pieces` equal pieces of the way.
enum PathIntegral {
  /// Pieces of the way. Over the whole feature box, 16 leave less than 1e-10 points of VMAF's fusion.
  static let pieces = 16

  /// Nodes and weights on −1…1, of each pair of opposite nodes the positive one (Abramowitz and Stegun, table 25.4).
  static let halfRule: [(node: Double, weight: Double)] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362_0), (0.525_532_409_916_329_0, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_5), (0.960_289_856_497_536_3, 0.101_228_536_290_376_3),
  ]

  /// The share of each variable.
  /// - Complexity: O(pieces) evaluations of `gradient`
  static func shares(from start: [Double], to end: [Double], gradient: ([Double]) -> [Double]) -> [Double] {
    let way = zip(start, end).map { $1 - $0 }
    var mean = [Double](repeating: 0, count: start.count)
    func add(at position: Double, weight: Double) {
      let slope = gradient(zip(start, way).map { $0 + position * $1 })
      for index in mean.indices { mean[index] += weight * slope[index] }
    }
    let half = 0.5 / Double(pieces)
    for piece in 0..<pieces {
      let middle = Double(2 * piece + 1) * half
      for (node, weight) in halfRule {
        add(at: middle - half * node, weight: half * weight)
        add(at: middle + half * node, weight: half * weight)
      }
    }
    return zip(way, mean).map { $0 * $1 }
  }
}
