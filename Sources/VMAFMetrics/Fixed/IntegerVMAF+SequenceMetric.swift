import MetricKit
import Raster

extension IntegerVMAF: SequenceMetric {
  /// Begins a sequence.
  public func beginSequence() -> any SequenceEvaluation { Sequence(metric: self) }

  /// Two references take turns, so that motion sees the frame before; nothing is allocated after the second frame.
  private struct Sequence: SequenceEvaluation {
    let metric: IntegerVMAF
    var references: [IntegerVMAFReference] = []
    var motion: IntegerMotion?
    var window = MotionWindow()
    var pending: VMAFFeatureValues?
    var count = 0

    mutating func append(reference: Picture, distorted: Picture) throws(MetricError) -> Evaluation? {
      try requireSameGeometry(reference, distorted)
      let current = try self.reference(for: reference)
      current.fill(reference)
      let features = current.features(distorted)
      let motion2 = window.append(change(to: current))
      defer {
        pending = features
        count += 1
      }
      return motion2.flatMap(finished)
    }

    mutating func finish() -> Evaluation? {
      defer { pending = nil }
      return finished(window.finish())
    }

    private func finished(_ motion2: Double) -> Evaluation? {
      guard var features = pending else { return nil }
      features[.motion2] = motion2
      return metric.model.evaluation(features)
    }

    private mutating func reference(for picture: Picture) throws(MetricError) -> IntegerVMAFReference {
      try requireSmallestSide(picture.luma, metric.descriptor)
      if let first = references.first {
        guard first.width == picture.width, first.height == picture.height, first.bitDepth == picture.bitDepth else {
          throw MetricError.mismatch(
            "frame \(count + 1) is \(picture.width)×\(picture.height) of \(picture.bitDepth) bits, the first "
              + "\(first.width)×\(first.height) of \(first.bitDepth)")
        }
      } else {
        references = (0..<2).map { _ in
          IntegerVMAFReference(
            width: picture.width, height: picture.height, bitDepth: picture.bitDepth, model: metric.model)
        }
        motion = IntegerMotion(width: picture.width, height: picture.height, bitDepth: picture.bitDepth)
      }
      return references[count % 2]
    }

    private func change(to current: IntegerVMAFReference) -> Double {
      let options = metric.model.options
      guard count > 0, !options.motionForceZero, let motion else { return 0 }
      let previous = references[(count + 1) % 2]
      return min(
        motion.change(from: previous.plane, to: current.plane) * options.motionFrameRateWeight, options.motionMaximum)
    }
  }
}
