import QualityMetrics
import Raster

/// Where a gradient attack climbs: points, the 8-bit images that they stand for, and the metric's slope by them.
///
/// A metric that steers luma alone is climbed by grey steps, which hold chroma; one that steers chroma, in R, G and B.
protocol SearchSpace: Sendable {
  /// What is attacked.
  var problem: AttackProblem { get }
  /// The start's point.
  var base: Plane<Float> { get }
  /// What points can be reached.
  var box: ReachableBox { get }
  /// What one level of an 8-bit channel is in a point's samples.
  static var level: Double { get }

  /// The 8-bit image nearest to a point, inside the box.
  func image(_ point: Plane<Float>) -> RGBImage
  /// The metric's smooth form as a function of points.
  /// - Throws: `AttackError.needsGradient` where the metric does not steer what points move.
  func steering() throws(AttackError) -> Steering
}

extension AttackProblem {
  /// Where a gradient attack climbs, its steps held to `budget` levels of each channel where one is given.
  /// - Throws: `AttackError.unsuitableStart` when the start has not 8 bits or not the reference's size.
  func space(attack: String, budget: Int? = nil) throws(AttackError) -> any SearchSpace {
    if descriptor.steers.contains(.chroma) { return try ColourSearch(self, attack: attack, budget: budget) }
    return try LumaSearch(self, attack: attack, budget: budget)
  }
}

extension SearchSpace {
  /// - Throws: `AttackError.unsuitableStart` when the start has not 8 bits or not the reference's size.
  static func requireStart(_ problem: AttackProblem, attack: String) throws(AttackError) {
    let (start, reference) = (problem.start, problem.reference)
    guard start.bitDepth == 8 else {
      throw AttackError.unsuitableStart(attack: attack, reason: "the start has \(start.bitDepth) bits, not 8")
    }
    guard start.width == reference.width, start.height == reference.height else {
      throw AttackError.unsuitableStart(
        attack: attack,
        reason: "the start is \(start.width)×\(start.height), the reference \(reference.width)×\(reference.height)")
    }
  }

  /// The exact score of an 8-bit image, signed so that more is better.
  func score(_ image: RGBImage) throws(AttackError) -> Double { try score(BT709.picture(image)) }

  /// The exact score of a picture, signed so that more is better.
  func score(_ picture: Picture) throws(AttackError) -> Double {
    do {
      return problem.sign * (try problem.metric.evaluate(picture).score)
    } catch {
      throw AttackError.metric(error)
    }
  }
}

/// The smooth form of a metric as a function of points, signed so that more is better.
struct Steering: Sendable {
  let sign: Double
  /// The metric's value and its derivative by each sample of a point.
  let slope: @Sendable (Plane<Float>) throws(MetricError) -> (value: Double, gradient: [Float])

  /// The signed value and its gradient.
  func valueAndGradient(_ point: Plane<Float>) throws(AttackError) -> (value: Double, gradient: [Float]) {
    do throws(MetricError) {
      var (value, gradient) = try slope(point)
      guard sign < 0 else { return (value, gradient) }
      VectorKernels.scale(&gradient, by: -1)
      value.negate()
      return (value, gradient)
    } catch {
      throw AttackError.metric(error)
    }
  }
}
