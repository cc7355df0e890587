import AuditRecord
import QualityMetrics
import Raster

/// The audited metric and the panel, prepared for one reference.
struct Witnesses: Sendable {
  /// The audited metric.
  let metric: any PreparedMetric
  /// The panel's members that can take this reference.
  let panel: PreparedMetrics

  /// Prepares the audited metric and whatever of the panel can take the reference; a member that cannot has no reading.
  /// - Throws: `MetricError` when the audited metric cannot take it.
  init(metric: any QualityMetric, panel: [any QualityMetric], reference: Picture) throws(MetricError) {
    self.metric = try metric.prepare(reference)
    self.panel = PreparedMetrics(panel, reference: reference)
  }

  /// The score, its features and what each member says. A member that fails, or whose value is not a number, is absent:
  /// a missing value is never 0.
  func measure(_ picture: Picture) throws(MetricError) -> CaseMeasurement.Scored {
    let evaluation = try metric.evaluate(picture)
    var values: [String: Double] = [:]
    for (id, member) in panel.evaluate(picture) where !member.score.isNaN { values[id] = member.score }
    return CaseMeasurement.Scored(score: evaluation.score, features: evaluation.features, panel: values)
  }
}
