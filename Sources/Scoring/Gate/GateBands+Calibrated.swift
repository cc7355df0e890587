import AuditRecord

extension GateBands {
  /// The limits that a gate on a metric takes unless it is given others: those fitted to the null corpus for that metric,
  /// else those of VMAF NEG, in units of the metric's own range, which state no false-alarm rate.
  public static func calibrated(for metric: MetricInfo) -> GateBands {
    if metric.id == vmafneg.null?.metric { return vmafneg }
    let range = (metric.highest ?? 100) - (metric.lowest ?? 0)
    return vmafneg.scaled(by: range.isFinite && range > 0 ? range / 100 : 1)
  }

  private func scaled(by factor: Double) -> GateBands {
    GateBands(
      metricRise: factor * metricRise, groupFall: groupFall.mapValues { factor * $0 },
      groupRise: groupRise.mapValues { factor * $0 }, excess: factor * excess)
  }
}
