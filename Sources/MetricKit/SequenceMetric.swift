import Raster

/// A metric that reads motion between frames, so that a sequence is more than its frames one by one.
public protocol SequenceMetric: QualityMetric {
  /// Begins a sequence of pairs of frames.
  func beginSequence() -> any SequenceEvaluation
}

/// A sequence under evaluation: fed pair after pair, it gives each frame's evaluation as soon as that is settled.
///
/// A frame's motion depends on the frame after it, so evaluations come one frame late, in order.
public protocol SequenceEvaluation {
  /// Takes the next pair of frames.
  /// - Returns: the evaluation of the frame before; nil at the first.
  /// - Throws: `MetricError` when the pair differs in geometry, from each other or from the first frame.
  /// - Complexity: O(width · height)
  mutating func append(reference: Picture, distorted: Picture) throws(MetricError) -> Evaluation?

  /// The evaluation of the last frame; nil when no frame was fed.
  mutating func finish() -> Evaluation?
}

/// A sequence of a metric that sees no motion: every frame is a picture of its own.
public struct StillSequence: SequenceEvaluation {
  private let metric: any QualityMetric
  private var pending: Evaluation?

  /// Begins a sequence.
  public init(_ metric: any QualityMetric) { self.metric = metric }

  /// Takes the next pair of frames; see `SequenceEvaluation`.
  public mutating func append(reference: Picture, distorted: Picture) throws(MetricError) -> Evaluation? {
    let evaluation = try metric.prepare(reference).evaluate(distorted)
    defer { pending = evaluation }
    return pending
  }

  /// The evaluation of the last frame; nil when no frame was fed.
  public mutating func finish() -> Evaluation? {
    defer { pending = nil }
    return pending
  }
}
