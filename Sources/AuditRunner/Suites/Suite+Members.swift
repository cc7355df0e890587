import QualityMetrics

extension Suite {
  /// The panel's metrics without the audited one, in the registry's order.
  func members(besides audited: any QualityMetric) -> [any QualityMetric] {
    MetricRegistry.panel.filter { panel.contains($0.descriptor.id) && $0.descriptor.id != audited.descriptor.id }
  }
}
