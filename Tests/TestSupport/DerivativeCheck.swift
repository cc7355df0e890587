import Raster

/// The one check that every derivative of the project passes: the gradient's slope along a seeded random direction
/// against central differences, all in Double.
public enum DerivativeCheck {
  /// The largest relative error that passes. With a step of 1e-4 code values central differences of the panel err by
  /// 1e-9 or less, with 1e-6 by up to 3e-7 (rounding); a wrong term shows as 1e-3 and more.
  public static let tolerance = 1e-6

  /// Steps in code values, each tried. A wrong gradient fails at all of them. A right one may fail at the larger steps
  /// where a metric has a kink (a magnitude, a maximum) within the step, and passes at a smaller one.
  public static let steps = [1e-4, 1e-5, 1e-6]

  /// `|slope − difference| / |slope|` at the best step, the largest over `directions` seeded directions.
  /// - Parameter function: value and gradient at a point.
  public static func largestRelativeError(
    at point: Plane<Double>, seed: UInt64, directions: Int = 3,
    of function: (Plane<Double>) throws -> (value: Double, gradient: Plane<Double>)
  ) rethrows -> Double {
    let gradient = try function(point).gradient
    var largest = 0.0
    for index in 0..<directions {
      var random = SeededRandom(seed: seed, label: "direction \(index)")
      // The gradient's own signs with random sizes: a slope that does not vanish by cancellation.
      let direction = gradient.map { ($0 < 0 ? -1 : 1) * (random.uniform() - 0.25) }
      func moved(_ distance: Double) -> Plane<Double> {
        Plane(
          width: point.width, height: point.height,
          samples: zip(point.samples, direction.samples).map { $0 + distance * $1 })
      }
      let slope = zip(gradient.samples, direction.samples).reduce(0) { $0 + $1.0 * $1.1 }
      var smallest = Double.infinity
      for step in steps where smallest >= tolerance {
        let difference = (try function(moved(step)).value - function(moved(-step)).value) / (2 * step)
        smallest = min(smallest, abs(slope - difference) / max(abs(slope), .leastNormalMagnitude))
      }
      largest = max(largest, smallest)
    }
    return largest
  }
}
