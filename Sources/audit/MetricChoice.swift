import AuditRunner
import QualityMetrics
import RunStorage

/// The metric that an option names.
/// - Throws: `AuditError.usage` for an unknown id.
func metric(_ id: String) throws(AuditError) -> any QualityMetric {
  guard let metric = MetricRegistry.metric(id) else {
    let known = MetricRegistry.all.map(\.descriptor.id).joined(separator: ", ")
    throw AuditError.usage("there is no metric \"\(id)\" (known: \(known))")
  }
  return metric
}
