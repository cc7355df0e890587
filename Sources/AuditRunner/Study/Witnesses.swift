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
    let found = results(of: [picture] + [match?.applied(to: picture)].compactMap { $0 }).map(Self.values)
    let tone = match.map { match in
      ToneReading(gain: match.gain, offset: match.offset, shift: match.shift, panel: found[1].values)
    }
    return CaseMeasurement.Scored(
      score: evaluation.score, features: evaluation.features, panel: found[0].values, missing: found[0].missing,
      tone: tone)
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

  /// What the members say of each picture. Those that take turns are prepared once for all of them.
  private func results(of pictures: [Picture]) -> [Results] {
    switch panel {
    case .prepared(let members): return pictures.map(members.results)
    case .inTurn(let computations, let reference):
      var results = pictures.map { _ in Results() }
      for computation in computations {
        let members = PreparedMetrics(computation, reference: reference)
        for index in pictures.indices { results[index] += members.results(of: pictures[index]) }
      }
      return results
    }
  }
}
