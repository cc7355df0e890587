import AuditRecord

extension GateMoves {
  /// Intervals shrink with the square root of the count: as many images as would bring the metric's and the deciding
  /// group's intervals off zero, and no fewer than have an interval.
  func imagesNeeded(from count: Int, bands: GateBands) -> Int? {
    guard let metric, count > 1 else { return nil }
    let worst = groups.values.min { $0.value < $1.value }
    let factors = [metric, worst].compactMap { $0 }.map { change in
      let halfWidth = (change.upper - change.lower) / 2
      let distance = max(abs(change.value), bands.metricRise)
      return halfWidth / distance
    }
    guard let factor = factors.max(), let needed = Int(exactly: (Double(count) * factor * factor).rounded(.up)) else {
      return nil
    }
    return max(count + 1, RunSummary.leastImagesOfAnInterval, needed)
  }

  /// A rise of the metric, or a fall of the best-resolved group, smaller than this would not have stood out: the metric's
  /// interval has to leave zero, a group's its band. Nil without intervals.
  func smallestVisible(_ bands: GateBands) -> Double? {
    guard let metric = metric?.interval.ends else { return nil }
    let metricLimit = max(bands.metricRise, (metric.upper - metric.lower) / 2)
    let groupLimit = groups.compactMap { group, change in
      change.interval.ends.map { (bands.groupFall[group] ?? .infinity) + ($0.upper - $0.lower) / 2 }
    }.min()
    return groupLimit.flatMap { $0.isFinite ? max(metricLimit, $0) : nil }
  }
}
