import AuditRecord
import QualityMetrics
import Raster

/// The audited metric and the panel, prepared for one reference.
struct Witnesses: Sendable {
  /// How the panel stands ready.
  private enum Panel: Sendable {
    /// Every member is prepared.
    case prepared(PreparedMetrics)
    /// Members are prepared one after the other for each picture: twice the time, a fraction of the memory.
    case inTurn([[any QualityMetric]], reference: Picture)
  }

  /// The audited metric.
  let metric: any PreparedMetric
  private let panel: Panel
  /// The members that decide: those that vote on the audited metric.
  private let voters: Set<String>
  /// The reference's luma on the 8-bit scale.
  private let luma: Plane<Float>

  /// Prepares the audited metric and whatever of the panel can take the reference; a member that cannot says why of
  /// every picture.
  /// - Parameter inTurn: whether the panel's members are prepared one after the other, for the memory that takes.
  /// - Throws: `MetricError` when the audited metric cannot take it.
  init(
    metric: any QualityMetric, panel: [any QualityMetric], reference: Picture, inTurn: Bool = false
  ) throws(MetricError) {
    self.metric = try metric.prepare(reference)
    voters = Set(panel.map { MetricInfo($0.descriptor, votesOn: metric.descriptor) }.filter(\.votes).map(\.id))
    luma = reference.luma8
    self.panel =
      inTurn
      ? .inTurn(PreparedMetrics.computations(of: panel), reference: reference)
      : .prepared(PreparedMetrics(panel, reference: reference))
  }

  /// The score, its features and what each member says: of the picture, and of the picture with its tone matched where that
  /// differs. A member that fails, or whose value is not a number, has a reason in place of a value: a missing value is
  /// never 0.
  /// - Parameter scored: what the audited metric says, where that is known already.
  func measure(_ picture: Picture, scored: Evaluation? = nil) throws(MetricError) -> CaseMeasurement.Scored {
    let evaluation: Evaluation
    if let scored { evaluation = scored } else { evaluation = try metric.evaluate(picture) }
    let match = ToneMatch(of: picture, against: luma)
    let found = results(of: picture, matched: match?.applied(to: picture))
    let (values, missing) = Self.values(of: found.own)
    let tone = match.map { match in
      ToneReading(
        gain: match.gain, offset: match.offset, shift: match.shift, panel: Self.values(of: found.matched).values)
    }
    return CaseMeasurement.Scored(
      score: evaluation.score, features: evaluation.features, panel: values, missing: missing, tone: tone)
  }

  private typealias Results = [(id: String, result: Result<Evaluation, PreparedMetrics.Missing>)]

  /// Every member's value of a picture, or the reason why it has none.
  private static func values(of results: Results) -> (values: [String: Double], missing: [String: String]) {
    var values: [String: Double] = [:]
    var missing: [String: String] = [:]
    for (id, result) in results {
      switch result {
      case .success(let member) where !member.score.isNaN: values[id] = member.score
      case .success: missing[id] = "its value is not a number"
      case .failure(let error): missing[id] = error.reason
      }
    }
    return (values, missing)
  }

  /// What the members say of a picture, and what those that decide say of it with its tone matched. Members that take turns
  /// are prepared once for both.
  private func results(of picture: Picture, matched: Picture?) -> (own: Results, matched: Results) {
    func both(_ members: PreparedMetrics) -> (own: Results, matched: Results) {
      (members.results(of: picture), matched.map { members.results(of: $0, from: voters) } ?? [])
    }
    switch panel {
    case .prepared(let members): return both(members)
    case .inTurn(let computations, let reference):
      return computations.reduce(into: ([], [])) { results, computation in
        let found = both(PreparedMetrics(computation, reference: reference))
        results.own += found.own
        results.matched += found.matched
      }
    }
  }
}
