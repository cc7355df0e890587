import MetricKit
import Raster

/// The one check that every derivative of the project passes: the gradient's slope along a seeded random direction
/// against central differences, whose sums are in Double whatever the samples are.
///
/// A function that is computed in `Float` needs a longer step than one in `Double`, and its user says which and what
/// error is then left; a wrong or missing term shows as 1e-3 and more in `Double`, as 1e-1 in a layer in `Float`.
public enum DerivativeCheck {
  /// The largest relative error of a function in Double that passes. With a step of 1e-4 code values central
  /// differences of the panel err by 1e-9 or less, with 1e-6 by up to 3e-7 (rounding).
  public static let tolerance = 1e-6

  /// Steps of a function in Double in code values, each tried. A wrong gradient fails at all of them. A right one may
  /// fail at the larger steps where a metric has a kink (a magnitude, a maximum) within the step, and passes at a
  /// smaller one.
  public static let steps = [1e-4, 1e-5, 1e-6]

  /// Where the point is moved.
  public enum Direction: Sendable {
    /// Uniform in −1…1 for every sample. The slope is near 0 by chance now and then, so the error is then told
    /// relative to what a random direction's slope is typically like.
    case random
    /// The same magnitudes with the gradient's signs where it is not zero: a slope that does not vanish by
    /// cancellation, which over many samples towers over what rounding leaves.
    case uphill
  }

  /// `|slope − difference| / |slope|` at the best step; infinite where the gradient is zero, which shows nothing.
  /// - Parameters:
  ///   - gradient: what is checked, sample by sample.
  ///   - steps: tried in this order until one is below `tolerance`.
  ///   - change: a step is lengthened, to at most 1/16, until the value should move by so much.
  public static func relativeError<Sample: BinaryFloatingPoint>(
    at point: [Sample], gradient: [Sample], along direction: Direction, seed: UInt64, index: Int = 0,
    steps: [Double], tolerance: Double, change: Double = 0, value: ([Sample]) throws -> Double
  ) rethrows -> Double {
    precondition(gradient.count == point.count, "a gradient has the point's shape")
    var random = SeededRandom(seed: seed, label: "direction \(index)")
    let way = gradient.map { slope -> Sample in
      let size = Sample(2 * random.uniform() - 1)
      guard direction == .uphill, slope != 0 else { return size }
      return slope < 0 ? -abs(size) : abs(size)
    }
    let slope = dot(gradient, way)
    let typical = (dot(gradient, gradient) * dot(way, way) / Double(way.count)).squareRoot()
    guard typical > 0 else { return .infinity }
    var smallest = Double.infinity
    for step in steps where smallest >= tolerance {
      let length = max(step, min(change / abs(slope), 1.0 / 16))
      func moved(_ distance: Sample) -> [Sample] { zip(point, way).map { $0 + distance * $1 } }
      let difference = (try value(moved(Sample(length))) - value(moved(-Sample(length)))) / (2 * length)
      let scale = direction == .uphill ? abs(slope) : max(abs(difference), typical)
      smallest = min(smallest, abs(slope - difference) / scale)
    }
    return smallest
  }

  /// The largest error of a function in Double over `directions` seeded directions uphill, each at its best step.
  /// - Parameter function: value and gradient at a point.
  public static func largestRelativeError(
    at point: SteeringInput<Double>, seed: UInt64, directions: Int = 3,
    of function: (SteeringInput<Double>) throws -> (value: Double, gradient: SteeringInput<Double>)
  ) rethrows -> Double {
    let gradient = try function(point).gradient.samples
    var largest = 0.0
    for index in 0..<directions {
      let error = try relativeError(
        at: point.samples, gradient: gradient, along: .uphill, seed: seed, index: index, steps: steps,
        tolerance: tolerance
      ) { try function(point.with($0)).value }
      largest = max(largest, error)
    }
    return largest
  }

  /// `|⟨Ax, y⟩ − ⟨x, Aᵀy⟩| / (‖Ax‖·‖y‖)` of a linear operator and what is said to be its transpose.
  public static func adjointError<Sample: BinaryFloatingPoint>(
    _ x: [Sample], _ y: [Sample], forward: ([Sample]) -> [Sample], adjoint: ([Sample]) -> [Sample]
  ) -> Double {
    let image = forward(x)
    precondition(image.count == y.count, "y has the shape of Ax")
    return abs(dot(image, y) - dot(x, adjoint(y))) / (dot(image, image) * dot(y, y)).squareRoot()
  }

  /// The scalar product, summed in Double.
  public static func dot<Sample: BinaryFloatingPoint>(_ a: [Sample], _ b: [Sample]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
