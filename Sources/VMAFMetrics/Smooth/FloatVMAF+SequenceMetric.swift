import MetricKit
import Raster

extension FloatVMAF: SequenceMetric {
  /// Begins a sequence.
  public func beginSequence() -> any SequenceEvaluation { Sequence(metric: self) }

  private struct Sequence: SequenceEvaluation {
    let metric: FloatVMAF
    var first: Picture?
    var motion: FloatMotion?
    var window = MotionWindow()
    var pending: Evaluation?

    mutating func append(reference: Picture, distorted: Picture) throws(MetricError) -> Evaluation? {
      if let first { try requireSameGeometry(first, reference) }
      let still = try metric.prepare(reference).evaluate(distorted)
      let motion = self.motion ?? FloatMotion(width: reference.width, height: reference.height)
      self.motion = motion
      let motion2 = window.append(motion.change(to: reference.luma8))
      if first == nil { first = reference }
      defer { pending = still }
      guard let pending, let motion2 else { return nil }
      return metric.moving(pending, motion2)
    }

    mutating func finish() -> Evaluation? {
      defer { pending = nil }
      return pending.map { metric.moving($0, window.finish()) }
    }
  }

  /// The evaluation of a frame whose motion is known.
  private func moving(_ still: Evaluation, _ motion2: Double) -> Evaluation {
    var features = still.features
    features[VMAFFeature.motion2.name] = motion2
    switch target {
    case .feature(let feature): return Evaluation(score: features[feature.name] ?? still.score, features: features)
    case .score, .monotoneScore:
      let inputs = model.features.map { features[$0.kind.name] ?? 0 }
      return model.evaluation(inputs, features: features)
    }
  }
}
