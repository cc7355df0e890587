import QualityMetrics

/// A differentiable function of (reference, distorted) that training and attacks descend.
public protocol Loss: Sendable {
  /// The stable identifier of the command line, for example `naive`.
  var id: String { get }
  /// One sentence on what it charges for.
  var summary: String { get }
  /// Ids of the registry's metrics that it is made of: they are no witnesses to what it does.
  var metrics: Set<String> { get }
  /// Whether it looks at the base that `prepare` is given.
  var comparesWithBase: Bool { get }
  /// Computes once what depends on the reference, and on `base` alone.
  /// - Parameter base: what a frozen model makes of the same picture, for losses that charge for falling below it.
  /// - Returns: the loss of the distorted picture: lower is better, never clipped.
  func prepare(_ reference: SteeringInput<Float>, base: SteeringInput<Float>?) throws(MetricError)
    -> any PreparedSteering
}

extension Loss {
  /// Most losses know the reference alone.
  public var comparesWithBase: Bool { false }

  /// A loss that is not compared with a base.
  public func prepare(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    try prepare(reference, base: nil)
  }
}
