/// A metric whose evaluation is computed together with others': different readings of one computation.
///
/// Metrics that say the same of `computation` prepare and evaluate alike, and the evaluation that any of them gives holds
/// what the others read. `PreparedMetrics` computes it once for all of them.
public protocol JointMetric: QualityMetric {
  /// The name of the computation that is shared.
  var computation: String { get }

  /// This metric's evaluation, read off the evaluation of any metric of its computation; nil when that lacks it.
  func reading(of evaluation: Evaluation) -> Evaluation?
}

extension JointMetric {
  /// The feature that bears this metric's id.
  public func reading(of evaluation: Evaluation) -> Evaluation? {
    evaluation.features[descriptor.id].map { Evaluation(score: $0, features: evaluation.features) }
  }
}
