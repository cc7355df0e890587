import Raster

/// A full-reference metric: a value for each pair of a reference and a distorted picture.
public protocol QualityMetric: Sendable {
  /// What the metric is.
  var descriptor: MetricDescriptor { get }

  /// Computes once what depends on the reference alone; the result scores any number of distorted pictures.
  /// - Throws: `MetricError` when the reference is too small or lacks planes that the metric reads.
  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric
}

/// A metric with its reference's side computed.
public protocol PreparedMetric: Sendable {
  /// The metric's value for `distorted`, in the unit of its descriptor, with the features it was made of.
  /// - Throws: `MetricError` when sizes differ or planes are missing.
  func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation
}

/// A metric's value and the features behind it.
public struct Evaluation: Sendable, Equatable {
  /// The value, clipped as the metric's definition clips it.
  public let score: Double
  /// Feature name → value; empty for a metric that has none.
  public let features: [String: Double]

  /// Joins a value with its features.
  public init(score: Double, features: [String: Double] = [:]) {
    self.score = score
    self.features = features
  }
}

/// A prepared metric that steers attacks and training: smooth, unclipped, with its gradient with respect to luma.
///
/// Luma is in code values of the 8-bit scale, fractional while it is being optimised.
public protocol LumaDifferentiable: Sendable {
  /// The unclipped value for distorted luma.
  func value(_ luma: Plane<Float>) throws(MetricError) -> Double
  /// The unclipped value and its gradient: units of the metric per code value of each sample.
  func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>)
}

/// A metric whose prepared form can steer, and whose derivative can be checked in Double.
public protocol DifferentiableMetric: QualityMetric {
  /// The steering form for a reference's luma (8-bit scale).
  func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable

  /// The same value and gradient evaluated in Double throughout: the form that the derivative check differentiates.
  func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>)
}

/// A differentiable metric whose two pictures may change places: for losses that charge for what was added by taking it
/// for the reference.
public protocol ReversibleMetric: DifferentiableMetric {
  /// The steering form in which luma takes the place of the reference and `distorted` is fixed (8-bit scale).
  func prepareReversed(distorted: Plane<Float>) throws(MetricError) -> any LumaDifferentiable

  /// The value, and its gradient with respect to `reference`, in Double throughout.
  func valueAndReferenceGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>)
}

/// Why a metric could not be evaluated.
public enum MetricError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The picture is smaller than the metric's smallest side.
  case tooSmall(metric: String, width: Int, height: Int, smallestSide: Int)
  /// Reference and distorted picture differ in size or bit depth.
  case mismatch(String)
  /// The picture lacks planes that the metric reads.
  case missingPlanes(metric: String, needs: String)
  /// A program outside this one, which computes the metric, gave no value.
  case outside(String)
  /// The disk refused what such a program needs.
  case disk(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .tooSmall(let metric, let width, let height, let smallest):
      return "\(width)×\(height) is smaller than \(smallest)×\(smallest), the smallest picture that \(metric) takes"
    case .mismatch(let what), .outside(let what), .disk(let what): return what
    case .missingPlanes(let metric, let needs): return "\(metric) needs \(needs), which the picture does not have"
    }
  }
}
