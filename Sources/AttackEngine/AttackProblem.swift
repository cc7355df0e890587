import QualityMetrics
import Raster

/// What an attack works on.
public struct AttackProblem: Sendable {
  /// The original.
  public let reference: RGBImage
  /// The image the attack begins from: 8 bits, the reference's size; what the attack returns is like it.
  public let start: RGBImage
  /// What the metric under audit is: its direction and range.
  public let descriptor: MetricDescriptor
  /// The metric under audit, its reference prepared; scores quantised pictures exactly.
  public let metric: any PreparedMetric
  /// The smooth form that steers, where the metric has one; `descriptor.steers` names the planes of its gradient.
  public let steering: (any PreparedSteering)?

  /// +1 when a larger value of the metric is better, −1 otherwise.
  public var sign: Double { descriptor.direction == .higherIsBetter ? 1 : -1 }

  /// States a problem from parts that are prepared already, as a run shares them among its cases.
  /// - Throws: `AttackError.witness` for a metric that may not steer.
  public init(
    reference: RGBImage, start: RGBImage, descriptor: MetricDescriptor, metric: any PreparedMetric,
    steering: (any PreparedSteering)?
  ) throws(AttackError) {
    guard descriptor.maySteer else { throw AttackError.witness(metric: descriptor.id) }
    self.reference = reference
    self.start = start
    self.descriptor = descriptor
    self.metric = metric
    self.steering = steering
  }

  /// States a problem and prepares the metric for its reference, with the steering form where the metric has one.
  /// - Throws: `AttackError.metric` when the metric cannot take the reference, `AttackError.witness` when it may not
  ///   steer.
  public init(reference: RGBImage, start: RGBImage, metric: any QualityMetric) throws(AttackError) {
    let picture = BT709.picture(reference)
    let prepared: any PreparedMetric
    var steering: (any PreparedSteering)?
    do throws(MetricError) {
      prepared = try metric.prepare(picture)
      if !metric.descriptor.steers.isEmpty, let differentiable = metric as? any DifferentiableMetric {
        steering = try differentiable.prepareDifferentiable(SteeringInput(picture, for: metric.descriptor))
      }
    } catch {
      throw AttackError.metric(error)
    }
    try self.init(
      reference: reference, start: start, descriptor: metric.descriptor, metric: prepared, steering: steering)
  }
}
