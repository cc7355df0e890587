import Losses
import QualityMetrics
import Raster

/// A loss in the place of the audited metric, so that the attacks run on it: they maximise minus the loss.
///
/// A loss steers luma, its chroma held: what attacks on losses are compared with are attacks on metrics of luma. Scores are
/// exact values of the loss for the picture as it is written.
public struct LossObjective: Sendable {
  /// The loss in the words of a metric: lower is better, no upper end.
  public let descriptor: MetricDescriptor
  private let prepared: any PreparedSteering

  /// A loss against one reference.
  /// - Throws: `MetricError` for a reference that one of the loss's terms cannot take, or that has no colour.
  public init(_ loss: any Loss, reference: Picture) throws(MetricError) {
    descriptor = MetricDescriptor(
      id: loss.id, title: loss.summary, unit: "", direction: .lowerIsBetter, range: -Double.infinity...Double.infinity,
      panel: nil, reads: [.luma, .chroma], steers: .luma, isSymmetric: false, smallestSide: 1, limit: nil,
      family: "loss", citation: "")
    prepared = try loss.prepare(try SteeringInput(reference, for: descriptor))
  }

  /// The loss of a picture.
  public func value(_ picture: Picture) throws(MetricError) -> Double {
    try prepared.value(try SteeringInput(picture, for: descriptor))
  }

  /// The problem that attacks solve from a start.
  public func problem(reference: RGBImage, start: RGBImage) throws(AttackError) -> AttackProblem {
    try AttackProblem(
      reference: reference, start: start, descriptor: descriptor, metric: Exact(objective: self), steering: prepared)
  }

  private struct Exact: PreparedMetric {
    let objective: LossObjective

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      Evaluation(score: try objective.value(distorted))
    }
  }
}
