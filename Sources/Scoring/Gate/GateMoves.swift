import AuditRecord

/// How far metric and panel moved over images: medians with their intervals, held against limits.
struct GateMoves: Sendable {
  let metric: Spread?
  let groups: [PanelGroup: Spread]
  /// The metric's change beyond the largest group's.
  let excess: Spread?

  /// Medians over one change an image. A group that can tell on fewer than half of the images has no say: a few images
  /// would stand for all.
  init(_ changes: [GateChange], random: inout some RandomNumberGenerator) {
    metric = bootstrapMedian(changes.map(\.metric), random: &random)
    var groups: [PanelGroup: Spread] = [:]
    for group in PanelGroup.allCases {
      let values = changes.compactMap { $0.groups[group] }
      guard 2 * values.count >= changes.count else { continue }
      groups[group] = bootstrapMedian(values, random: &random)
    }
    self.groups = groups
    excess = bootstrapMedian(changes.compactMap(\.excess), random: &random)
  }

  /// The first rule that holds, in the order of their weight.
  func rule(_ bands: GateBands, maxRegression: Double?) -> GateRule {
    guard let metric, !groups.isEmpty else { return .inconclusive }
    let (risen, fallen) = (risen(bands), fallen(bands))
    let metricFell = metric.upper < 0 && metric.value < -bands.metricRise
    if metricRose(bands), risen.isEmpty, !fallen.isEmpty { return .gamed }
    if let maxRegression, fell(by: maxRegression) { return .regression }
    if metricRose(bands) {
      if let excess, excess.lower > 0, excess.value > bands.excess { return .unearned }
      if let excess, excess.upper < 0 { return .betterThanItsScore }
      return risen.isEmpty ? undecided(bands) : .earned
    }
    if metricFell {
      let panelFell = !fallen.isEmpty && risen.isEmpty
      if panelFell, let worst = groups.values.map(\.value).min(), metric.value - worst > bands.excess {
        return .regressionUnderstated
      }
      return isMirrorOfGaming(bands) ? .betterThanItsScore : .regression
    }
    if isMirrorOfGaming(bands) { return .betterThanItsScore }
    return undecided(bands)
  }

  /// What gaming looks like with the sides swapped, but for the metric: no group fell, and one rose, its whole interval,
  /// beyond its honest band.
  private func isMirrorOfGaming(_ bands: GateBands) -> Bool {
    let fell = those { group, change in change.value < -(bands.groupRise[group] ?? 0) }
    let rose = those { group, change in change.lower > 0 && change.lower > bands.groupFall[group] ?? .infinity }
    return fell.isEmpty && !rose.isEmpty
  }

  /// Whether the metric rose by more than what counts.
  func metricRose(_ bands: GateBands) -> Bool {
    metric.map { $0.lower > 0 && $0.value > bands.metricRise } ?? false
  }

  /// Nothing moved, unless intervals are too wide to say so.
  private func undecided(_ bands: GateBands) -> GateRule {
    guard let metric else { return .inconclusive }
    if metric.lower >= -bands.metricRise, metric.upper <= bands.metricRise { return .unchanged }
    let couldBeGaming =
      metric.upper > bands.metricRise
      && groups.contains { $0.value.lower < -(bands.groupFall[$0.key] ?? .infinity) }
      && !groups.contains { $0.value.lower > 0 }
    return couldBeGaming ? .inconclusive : .unchanged
  }

  /// Whether metric or a group fell by more than a limit, the whole interval below zero.
  func fell(by limit: Double) -> Bool {
    ([metric].compactMap { $0 } + groups.values).contains { $0.upper < 0 && $0.value < -limit }
  }

  /// Groups that rose beyond what clears the metric.
  func risen(_ bands: GateBands) -> [PanelGroup] {
    those { group, change in change.value > (bands.groupRise[group] ?? 0) }
  }

  /// Groups that fell beyond their honest band, the whole interval: images that disagree accuse nobody. Neither does a
  /// group without a band.
  func fallen(_ bands: GateBands) -> [PanelGroup] {
    those { group, change in change.upper < 0 && change.upper < -(bands.groupFall[group] ?? .infinity) }
  }

  private func those(where holds: (PanelGroup, Spread) -> Bool) -> [PanelGroup] {
    PanelGroup.allCases.filter { group in groups[group].map { holds(group, $0) } ?? false }
  }
}
