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
    guard let factor = factors.max(), factor.isFinite else { return nil }
    return max(count + 1, RunSummary.leastImagesOfAnInterval, Int((Double(count) * factor * factor).rounded(.up)))
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

  /// One line for a release manager.
  /// - Parameter obstacle: Why nothing could be compared, where nothing could.
  func message(_ rule: GateRule, header: GateHeader, obstacle: String? = nil) -> String {
    guard let metric else { return "inconclusive: \(obstacle ?? "no image could be compared at equal bits")" }
    let unit = header.run.metric.unit.isEmpty ? "" : " \(header.run.metric.unit)"
    let moved = "\(header.run.metric.title) \(signed(metric.value))\(unit)"
    let panel = PanelGroup.allCases.compactMap { group in
      groups[group].map { "\(group.rawValue) \(signed($0.value))" }
    }.joined(separator: ", ")
    let sizes = header.bitsKnown ? "" : "; sizes were not given, so pictures were taken as equal in bits"
    return finding(rule, moved: moved, panel: panel, header: header) + sizes
  }

  private func finding(_ rule: GateRule, moved: String, panel: String, header: GateHeader) -> String {
    switch rule {
    case .gamed: return "gamed: \(moved), but no group of the panel rose (\(panel))"
    case .unearned: return "unearned: \(moved), more than every group of the panel (\(panel))"
    case .regressionUnderstated: return "regression, understated by the metric: \(moved) (\(panel))"
    case .regression:
      let limit = header.maxRegression.map { limit in
        let allowed = "what is allowed, a fall of \(plain(limit))"
        return metric.map { fell($0, groups, by: limit) } ?? false ? ", more than \(allowed)" : ", within \(allowed)"
      }
      return "regression: \(moved) (\(panel))\(limit ?? "")"
    case .earned:
      let risen = risen(header.bands)
      let who = risen.count == groups.count ? "the panel" : risen.map(\.rawValue).joined(separator: " and ")
      return "earned: \(moved), and \(who) rose with it (\(panel))"
    case .betterThanItsScore:
      let fell = metric.map { $0.value < 0 } ?? false
      return "better than its score: \(moved), \(fell ? "but the panel rose" : "and the panel rose by more") (\(panel))"
    case .unchanged: return "unchanged within what honest changes do: \(moved) (\(panel))"
    case .inconclusive: return "inconclusive: \(moved) (\(panel)), intervals too wide to decide"
    }
  }
}

/// A limit as short as it can be written.
private func plain(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }

/// A number with its sign and two decimals.
private func signed(_ value: Double) -> String {
  let scaled = Int((abs(value) * 100).rounded())
  let digits = scaled % 100
  let sign = scaled == 0 ? "±" : value < 0 ? "−" : "+"
  return "\(sign)\(scaled / 100).\(digits < 10 ? "0" : "")\(digits)"
}
