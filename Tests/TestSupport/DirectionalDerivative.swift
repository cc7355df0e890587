import Raster

/// The check that every derivative of the project passes.
public enum DirectionalDerivative {
  /// Compares ⟨gradient, d⟩ with the central difference of `value` along a seeded random direction d of independent
  /// normal samples, in Double.
  ///
  /// - Parameters:
  ///   - step: samples move by about this much either way.
  ///   - value: the function, and its gradient at `point`.
  /// - Returns: the absolute error divided by the gradient's norm, the size that ⟨gradient, d⟩ typically has.
  public static func error(
    at point: Plane<Double>, seed: UInt64, step: Double = 1e-4,
    _ function: (Plane<Double>) throws -> (value: Double, gradient: Plane<Double>)
  ) rethrows -> Double {
    var random = SeededRandom(seed: seed)
    let direction = point.samples.map { _ in normal(&random) }
    func moved(_ amount: Double) -> Plane<Double> {
      Plane(
        width: point.width, height: point.height,
        samples: zip(point.samples, direction).map { $0 + amount * $1 })
    }
    let gradient = try function(point).gradient
    let slope = zip(gradient.samples, direction).reduce(0) { $0 + $1.0 * $1.1 }
    let difference = (try function(moved(step)).value - function(moved(-step)).value) / (2 * step)
    let norm = gradient.samples.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return abs(slope - difference) / max(norm, .leastNormalMagnitude)
  }

  /// A normal sample: the sum of twelve uniform ones, less 6.
  private static func normal(_ random: inout SeededRandom) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + random.uniform() }
  }
}
