import QualityMetrics
import Raster

/// A metric over the pictures of a file: with motion where it reads motion, picture by picture otherwise.
struct MetricSequence {
  /// What the metric is.
  let descriptor: MetricDescriptor
  private var sequence: any SequenceEvaluation
  private var settled: [Evaluation] = []

  init(_ metric: any QualityMetric) {
    descriptor = metric.descriptor
    sequence = (metric as? any SequenceMetric)?.beginSequence() ?? StillSequence(metric)
  }

  /// Takes the next pair.
  mutating func append(_ reference: Picture, _ distorted: Picture) throws(MetricError) {
    if let evaluation = try sequence.append(reference: reference, distorted: distorted) { settled.append(evaluation) }
  }

  /// The evaluations of all pictures.
  mutating func finish() -> [Evaluation] {
    if let last = sequence.finish() { settled.append(last) }
    return settled
  }
}

extension Evaluation {
  /// The arithmetic means of score and features, as libvmaf pools them by default.
  init(meanOf evaluations: [Evaluation]) {
    guard evaluations.count != 1 else {
      self = evaluations[0]
      return
    }
    let count = Double(evaluations.count)
    var features: [String: Double] = [:]
    for (name, _) in evaluations.first?.features ?? [:] {
      features[name] = evaluations.reduce(0) { $0 + ($1.features[name] ?? 0) } / count
    }
    self.init(score: evaluations.reduce(0) { $0 + $1.score } / count, features: features)
  }
}
