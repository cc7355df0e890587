import Raster

/// Several metrics prepared for one reference; what some of them have in common is computed once.
///
/// A metric that cannot take the reference or a distorted picture has no evaluation, and says why: a missing value is
/// never 0.
public struct PreparedMetrics: Sendable {
  /// Why a metric says nothing of a picture.
  public struct Missing: Error, Sendable, Equatable {
    /// A clause for people.
    public let reason: String
  }

  private struct Member: Sendable {
    let metric: any QualityMetric
    /// The index of its computation, or why it has none.
    let computation: Result<Int, Missing>
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
    var failures: [String: MetricError] = [:]
    func container(_ metric: any QualityMetric) -> Int? {
      (metric as? any ContainedMetric).flatMap { places[$0.container] }
    }
    // What may be contained in another's computation waits for that.
    let contained = metrics.filter { $0 is any ContainedMetric }
    for metric in metrics.filter({ !($0 is any ContainedMetric) }) + contained {
      guard places[Self.computation(of: metric)] == nil, container(metric) == nil else { continue }
      do throws(MetricError) {
        let prepared = try metric.prepare(reference)
        places[Self.computation(of: metric)] = computations.count
        computations.append(prepared)
      } catch {
        failures[Self.computation(of: metric)] = error
      }
    }
    members = metrics.map { metric in
      let container = container(metric)
      let name = Self.computation(of: metric)
      let reason = failures[name]?.description ?? "was not prepared"
      return Member(
        metric: metric,
        computation: (container ?? places[name]).map { .success($0) } ?? .failure(Missing(reason: reason)),
        isContained: container != nil)
    }
  }

  /// How often something is computed for a distorted picture: at most once a metric.
  public var computationCount: Int { computations.count }

  /// What metrics say of a distorted picture, or why they say nothing, in the metrics' order.
  /// - Parameter asked: the ids of those that are asked; nil for every one. What nobody needs is not computed.
  public func results(
    of distorted: Picture, from asked: Set<String>? = nil
  ) -> [(id: String, result: Result<Evaluation, Missing>)] {
    var evaluations: [Int: Result<Evaluation, Missing>] = [:]
    func evaluation(_ index: Int) -> Result<Evaluation, Missing> {
      if let known = evaluations[index] { return known }
      let result = Result<Evaluation, MetricError> { () throws(MetricError) in
        try computations[index].evaluate(distorted)
      }.mapError { Missing(reason: $0.description) }
      evaluations[index] = result
      return result
    }
    return members.filter { asked?.contains($0.metric.descriptor.id) ?? true }.map { member in
      let result = member.computation.flatMap(evaluation).flatMap { evaluation in
        member.reading(of: evaluation).map { Result<Evaluation, Missing>.success($0) }
          ?? .failure(Missing(reason: "its computation gave no value of it"))
      }
      return (member.metric.descriptor.id, result)
    }
  }

  /// The evaluations of a distorted picture by those metrics that can take it, in the metrics' order.
  public func evaluate(_ distorted: Picture) -> [(id: String, evaluation: Evaluation)] {
    results(of: distorted).compactMap { id, result in (try? result.get()).map { (id, $0) } }
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
  static func computation(of metric: any QualityMetric) -> String {
    (metric as? any JointMetric)?.computation ?? metric.descriptor.id
  }
}
