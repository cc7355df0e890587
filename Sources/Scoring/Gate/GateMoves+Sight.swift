import AuditRecord

extension GateMoves {
  /// Intervals shrink with the square root of the count, but for what reading between rates adds: as many images as would
  /// bring the metric's and the deciding group's intervals off zero, and no fewer than have an interval. Nil where reading
  /// between rates leaves more open than the images do: then rates would decide it.
  func imagesNeeded(from count: Int, bands: GateBands) -> Int? {
    guard let metric, count > 1 else { return nil }
    func factor(_ change: Spread, _ quantity: GateQuantity) -> Double? {
      let halfWidth = (change.reading.upper - change.reading.lower) / 2
      let allowance = steadyAllowances[quantity] ?? GateAllowance(below: 0, above: 0)
      let open = change.value > 0 ? allowance.below : allowance.above
      let distance = max(abs(change.value), bands.metricRise) - open
      return distance > 0 && open <= halfWidth ? halfWidth / distance : nil
    }
    let worst = groups.min { ($0.value.value, $0.key.rawValue) < ($1.value.value, $1.key.rawValue) }
    guard let own = factor(metric, .metric) else { return nil }
    var factors = [own]
    if let worst {
      guard let group = factor(worst.value, .group(worst.key)) else { return nil }
      factors.append(group)
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
