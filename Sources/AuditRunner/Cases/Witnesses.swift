import AuditRecord
import QualityMetrics
import Raster

/// The audited metric and the panel, prepared for one reference.
struct Witnesses: Sendable {
  /// The audited metric.
  let metric: any PreparedMetric
  /// The panel.
  let panel: PreparedMetrics

  /// Prepares the audited metric and whatever of the panel can take the reference; a member that cannot says why of every
  /// picture.
  /// - Throws: `MetricError` when the audited metric cannot take it.
  init(metric: any QualityMetric, panel: [any QualityMetric], reference: Picture) throws(MetricError) {
    self.metric = try metric.prepare(reference)
    self.panel = PreparedMetrics(panel, reference: reference)
  }

  /// The score, its features and what each member says. A member that fails, or whose value is not a number, has a reason
  /// in place of a value: a missing value is never 0.
  func measure(_ picture: Picture) throws(MetricError) -> CaseMeasurement.Scored {
    let evaluation = try metric.evaluate(picture)
    var values: [String: Double] = [:]
    var missing: [String: String] = [:]
    for (id, result) in panel.results(of: picture) {
      switch result {
      case .success(let member) where !member.score.isNaN: values[id] = member.score
      case .success: missing[id] = "its value is not a number"
      case .failure(let error): missing[id] = error.reason
      }
    }
    return CaseMeasurement.Scored(
      score: evaluation.score, features: evaluation.features, panel: values, missing: missing)
  }
}
