import AuditRecord

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The judgement over images: pure and total.
/// - Parameters:
///   - changes: One change an image, of one rate or the mean over rates.
///   - rate: The rate's name; nil for all rates together.
///   - random: The generator of the bootstrap; the same state gives the same intervals.
public func judgeGate(
  _ changes: [GateChange], rate: String?, header: GateHeader, random: inout some RandomNumberGenerator
) -> GateJudgement {
  let metric = bootstrapMedian(changes.map(\.metric), random: &random)
  var groups: [String: RunSummary.Interval] = [:]
  for group in PanelGroup.allCases {
    groups[group.rawValue] = bootstrapMedian(changes.compactMap { $0.groups[group.rawValue] }, random: &random)
  }
  let excess = bootstrapMedian(
    changes.compactMap { change in change.groups.values.max().map { change.metric - $0 } }, random: &random)
  let moves = GateMoves(metric: metric, groups: groups, excess: excess, header: header)
  let rule = moves.rule
  return GateJudgement(
    rate: rate, images: changes.count, metric: metric, groups: groups, excess: excess, rule: rule,
    message: moves.message(rule), imagesNeeded: rule == .inconclusive ? moves.imagesNeeded(from: changes.count) : nil,
    smallestVisible: moves.smallestVisible)
}

/// Whether a judgement lets a candidate through.
public func gatePasses(_ judgement: GateJudgement, header: GateHeader) -> Bool {
  switch judgement.rule {
  case .gamed: return false
  case .unearned: return !header.strict
  // Without a limit a regression is the team's own business.
  case .regression: return header.maxRegression == nil
  case .inconclusive: return !header.failInconclusive
  case .regressionUnderstated, .earned, .betterThanItsScore, .unchanged: return true
  }
}

/// Medians with their intervals, held against the limits.
private struct GateMoves {
  let metric: RunSummary.Interval?
  let groups: [String: RunSummary.Interval]
  let excess: RunSummary.Interval?
  let header: GateHeader

  private var bands: GateBands { header.bands }

  /// The first rule that holds, in the order of their weight.
  var rule: GateRule {
    guard let metric, !groups.isEmpty else { return .inconclusive }
    if let limit = header.maxRegression, fell(by: limit) { return .regression }
    let metricRose = metric.lower > 0 && metric.value > bands.metricRise
    let metricFell = metric.upper < 0 && metric.value < -bands.metricRise
    if metricRose {
      if risen.isEmpty, !fallen.isEmpty { return .gamed }
      if let excess, excess.lower > 0, excess.value > bands.excess { return .unearned }
      if let excess, excess.upper < 0 { return .betterThanItsScore }
      return risen.isEmpty ? undecided : .earned
    }
    if metricFell {
      let panelFell = !fallen.isEmpty && risen.isEmpty
      if panelFell, let worst = groups.values.map(\.value).min(), metric.value - worst > bands.excess {
        return .regressionUnderstated
      }
      return header.maxRegression == nil ? .regression : .unchanged
    }
    if !risen.isEmpty, fallen.isEmpty { return .betterThanItsScore }
    return undecided
  }

  /// Nothing moved, unless intervals are too wide to say so.
  private var undecided: GateRule {
    guard let metric else { return .inconclusive }
    if metric.lower >= -bands.metricRise, metric.upper <= bands.metricRise { return .unchanged }
    let couldBeGaming =
      metric.upper > bands.metricRise
      && groups.contains { $0.value.lower < -(bands.groupFall[$0.key] ?? 0) }
      && !groups.contains { $0.value.lower > 0 }
    return couldBeGaming ? .inconclusive : .unchanged
  }

  /// Groups that rose beyond what clears the metric.
  private var risen: [String] {
    names { group, change in change.value > (bands.groupRise[group] ?? 0) }
  }

  /// Groups that fell beyond their honest band, with an interval that excludes zero.
  private var fallen: [String] {
    names { group, change in change.upper < 0 && change.value < -(bands.groupFall[group] ?? 0) }
  }

  private func names(_ holds: (String, RunSummary.Interval) -> Bool) -> [String] {
    PanelGroup.allCases.map(\.rawValue).filter { group in groups[group].map { holds(group, $0) } ?? false }
  }

  private func fell(by limit: Double) -> Bool {
    ([metric].compactMap { $0 } + groups.values).contains { $0.upper < 0 && $0.value < -limit }
  }

  /// Intervals shrink with the square root of the count: as many images as would bring the metric's and the deciding
  /// group's intervals off zero.
  func imagesNeeded(from count: Int) -> Int? {
    guard let metric, count > 1 else { return nil }
    let worst = groups.values.min { $0.value < $1.value }
    let factors = [metric, worst].compactMap { $0 }.map { change in
      let halfWidth = (change.upper - change.lower) / 2
      let distance = max(abs(change.value), bands.metricRise)
      return halfWidth / distance
    }
    guard let factor = factors.max(), factor.isFinite else { return nil }
    return max(count + 1, Int((Double(count) * factor * factor).rounded(.up)))
  }

  /// A rise of the metric, or a fall of the best-resolved group, smaller than this would not have stood out.
  var smallestVisible: Double? {
    guard let metric else { return nil }
    let metricLimit = max(bands.metricRise, (metric.upper - metric.lower) / 2)
    let groupLimit = groups.map { max(bands.groupFall[$0.key] ?? 0, ($0.value.upper - $0.value.lower) / 2) }.min()
    return groupLimit.map { max(metricLimit, $0) }
  }

  func message(_ rule: GateRule) -> String {
    guard let metric else { return "no image could be compared at equal bits" }
    let unit = header.run.metric.unit.isEmpty ? "" : " \(header.run.metric.unit)"
    let moved = "\(header.run.metric.title) \(signed(metric.value))\(unit)"
    let panel = PanelGroup.allCases.compactMap { group in
      groups[group.rawValue].map { "\(group.rawValue) \(signed($0.value))" }
    }.joined(separator: ", ")
    switch rule {
    case .gamed: return "gamed: \(moved), but no group of the panel rose (\(panel))"
    case .unearned: return "unearned: \(moved), more than every group of the panel (\(panel))"
    case .regressionUnderstated: return "regression, understated by the metric: \(moved) (\(panel))"
    case .regression: return "regression: \(moved) (\(panel))"
    case .earned: return "earned: \(moved), and the panel rose with it (\(panel))"
    case .betterThanItsScore: return "better than its score: \(moved) (\(panel))"
    case .unchanged: return "unchanged within what honest changes do: \(moved) (\(panel))"
    case .inconclusive: return "inconclusive: \(moved) (\(panel)), intervals too wide to decide"
    }
  }
}

/// A number with its sign and two decimals.
private func signed(_ value: Double) -> String {
  let scaled = Int((abs(value) * 100).rounded())
  let digits = scaled % 100
  let sign = scaled == 0 ? "±" : value < 0 ? "−" : "+"
  return "\(sign)\(scaled / 100).\(digits < 10 ? "0" : "")\(digits)"
}
