extension PreparedMetrics {
  /// Metrics grouped by what they have in common, in their order: each group is one computation, whose readings or parts
  /// its metrics are.
  public static func computations(of metrics: [any QualityMetric]) -> [[any QualityMetric]] {
    let names = Set(metrics.map { Self.computation(of: $0) })
    func computation(_ metric: any QualityMetric) -> String {
      guard let container = (metric as? any ContainedMetric)?.container, names.contains(container) else {
        return Self.computation(of: metric)
      }
      return container
    }
    var order: [String] = []
    var groups: [String: [any QualityMetric]] = [:]
    for metric in metrics {
      let key = computation(metric)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(metric)
    }
    return order.compactMap { groups[$0] }
  }
}
