import AuditRunner
import QualityMetrics

/// The metric that an option names.
/// - Throws: `RunError.usage` for an unknown id.
func metric(_ id: String) throws(RunError) -> any QualityMetric {
  guard let metric = MetricRegistry.metric(id) else {
    let known = MetricRegistry.all.map(\.descriptor.id).joined(separator: ", ")
    throw RunError.usage("there is no metric \"\(id)\" (known: \(known))")
  }
  return metric
}
