import Raster

/// Several metrics prepared for one reference; what some of them have in common is computed once.
///
/// A metric that cannot take the reference or a distorted picture is left out of the result: a missing value is never 0.
public struct PreparedMetrics: Sendable {
  private struct Member: Sendable {
    let metric: any QualityMetric
    /// The index of its computation.
    let computation: Int
  }

  private var members: [Member] = []
  private var computations: [any PreparedMetric] = []

  /// Prepares those metrics that can take the reference, in their order.
  public init(_ metrics: [any QualityMetric], reference: Picture) {
    var shared: [String: Int] = [:]
    for metric in metrics {
      let name = (metric as? any JointMetric)?.computation
      if let index = name.flatMap({ shared[$0] }) {
        members.append(Member(metric: metric, computation: index))
      } else if let prepared = try? metric.prepare(reference) {
        if let name { shared[name] = computations.count }
        members.append(Member(metric: metric, computation: computations.count))
        computations.append(prepared)
      }
    }
  }

  /// How often something is computed for a distorted picture: at most once a metric.
  public var computationCount: Int { computations.count }

  /// The evaluations of a distorted picture, in the metrics' order.
  public func evaluate(_ distorted: Picture) -> [(id: String, evaluation: Evaluation)] {
    let evaluations = computations.map { try? $0.evaluate(distorted) }
    return members.compactMap { member in
      guard let evaluation = evaluations[member.computation] else { return nil }
      let reading = (member.metric as? any JointMetric).map { $0.reading(of: evaluation) } ?? evaluation
      return reading.map { (member.metric.descriptor.id, $0) }
    }
  }
}
