import QualityMetrics
import Raster

/// One computation over the pictures of a file, and the metrics that read it: with motion where they read motion, picture
/// by picture otherwise.
struct MetricSequence {
  /// The metrics' places in the list that they were asked for in, and what they are.
  private(set) var readers: [(index: Int, metric: any QualityMetric)]
  private var sequence: any SequenceEvaluation
  private var settled: [Evaluation] = []

  private init(_ metric: any QualityMetric, at index: Int) {
    readers = [(index, metric)]
    sequence = (metric as? any SequenceMetric)?.beginSequence() ?? StillSequence(metric)
  }

  /// The computations behind some metrics; what several of them read is computed once.
  static func sequences(for metrics: [any QualityMetric]) -> [MetricSequence] {
    var sequences: [MetricSequence] = []
    var shared: [String: Int] = [:]
    for (index, metric) in metrics.enumerated() {
      let name = (metric as? any JointMetric)?.computation
      if let known = name.flatMap({ shared[$0] }) {
        sequences[known].readers.append((index, metric))
      } else {
        if let name { shared[name] = sequences.count }
        sequences.append(MetricSequence(metric, at: index))
      }
    }
    return sequences
  }

  /// Takes the next pair.
  mutating func append(_ reference: Picture, _ distorted: Picture) throws(MetricError) {
    if let evaluation = try sequence.append(reference: reference, distorted: distorted) { settled.append(evaluation) }
  }

  /// Settles the last picture's evaluation.
  mutating func finish() {
    if let last = sequence.finish() { settled.append(last) }
  }

  /// The evaluations of all settled pictures as one of the readers reads them.
  func evaluations(as metric: any QualityMetric) -> [Evaluation] {
    guard let joint = metric as? any JointMetric else { return settled }
    return settled.compactMap { joint.reading(of: $0) }
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
