import Raster

/// Several metrics prepared for one reference; what some of them have in common is computed once.
///
/// A metric that cannot take the reference or a distorted picture is left out of the result: a missing value is never 0.
public struct PreparedMetrics: Sendable {
  private struct Member: Sendable {
    let metric: any QualityMetric
    /// The index of its computation.
    let computation: Int
    /// Whether the computation is another metric's, which contains it.
    let isContained: Bool

    func reading(of evaluation: Evaluation) -> Evaluation? {
      if isContained { return evaluation.features[metric.descriptor.id].map { Evaluation(score: $0) } }
      return (metric as? any JointMetric).map { $0.reading(of: evaluation) } ?? evaluation
    }
  }

  private var members: [Member] = []
  private var computations: [any PreparedMetric] = []

  /// Prepares those metrics that can take the reference, in their order.
  public init(_ metrics: [any QualityMetric], reference: Picture) {
    var places: [String: Int] = [:]
    func container(_ metric: any QualityMetric) -> Int? {
      (metric as? any ContainedMetric).flatMap { places[$0.container] }
    }
    // What may be contained in another's computation waits for that.
    let contained = metrics.filter { $0 is any ContainedMetric }
    for metric in metrics.filter({ !($0 is any ContainedMetric) }) + contained {
      guard places[Self.computation(of: metric)] == nil, container(metric) == nil, let prepared = try? metric.prepare(reference) else {
        continue
      }
      places[Self.computation(of: metric)] = computations.count
      computations.append(prepared)
    }
    members = metrics.compactMap { metric in
      let container = container(metric)
      return (container ?? places[Self.computation(of: metric)]).map {
        Member(metric: metric, computation: $0, isContained: container != nil)
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
      return member.reading(of: evaluation).map { (member.metric.descriptor.id, $0) }
    }
  }

  /// Bytes a pixel that panel members keep prepared, beyond the reference's luma and chroma; readings of one computation
  /// keep it once. Metrics outside the panel count as nothing.
  public static func bytesPerPixel(_ metrics: [any QualityMetric]) -> Int {
    var seen: Set<String> = []
    return metrics.reduce(0) { sum, metric in
      seen.insert(computation(of: metric)).inserted ? sum + (metric.descriptor.panel?.bytesPerPixel ?? 0) : sum
    }
  }

  /// What a metric's value is computed by, so that what is the same is prepared once.
  private static func computation(of metric: any QualityMetric) -> String {
    (metric as? any JointMetric)?.computation ?? metric.descriptor.id
  }
}
