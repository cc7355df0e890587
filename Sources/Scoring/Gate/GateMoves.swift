import AuditRecord

/// How far metric and panel moved over images: medians with their intervals, held against limits.
struct GateMoves: Sendable {
  /// How many groups must fall beyond their bands to outweigh one that rose.
  static let outweighing = 3

  let metric: Spread?
  let groups: [PanelGroup: Spread]
  /// The metric's change beyond the largest group's.
  let excess: Spread?
  /// Groups whose median is only bounded; nil where every group's is known.
  let bounded: [PanelGroup: InflationBound]?
  /// How far reading between rates moved the ends of intervals; nil where nothing was read between rates.
  let allowances: [GateQuantity: GateAllowance]?
  /// The same as it would be with images enough for an interval.
  let steadyAllowances: [GateQuantity: GateAllowance]

  /// Medians over one change an image. A group that can tell on fewer than half of the images has no say: a few images
  /// would stand for all.
  init(_ steady: [GateChange], random: inout some RandomNumberGenerator) {
    let changes = steady.map { $0.asOne(of: steady.count) }
    let ranges = changes.map(\.metricRange)
    metric = bootstrapMedian(
      Ranges(ends: ranges, shown: ranges, read: changes.map { BoundedValue($0.metric) }), random: &random)
    var groups: [PanelGroup: Spread] = [:]
    var bounded: [PanelGroup: InflationBound] = [:]
    for group in PanelGroup.allCases {
      let own = GateChange.telling(of: group, changes) { median($0) }
      guard 2 * own.count >= changes.count, !own.isEmpty else { continue }
      let known = own.compactMap { $0.known(group) }
      groups[group] = bootstrapMedian(
        Ranges(ends: own.compactMap { $0.range(group) }, shown: own.compactMap { $0.allowed(group) }, read: known),
        random: &random)
      bounded[group] = BoundedValue.median(known)?.bound
    }
    self.groups = groups
    self.bounded = bounded.isEmpty ? nil : bounded
    let told = Set(groups.keys)
    let allowances = Self.allowances(changes, of: told)
    self.allowances = allowances.isEmpty ? nil : allowances
    steadyAllowances = Self.allowances(steady, of: told)
    let excesses = changes.compactMap(\.excessRange)
    excess = bootstrapMedian(Ranges(ends: excesses, shown: excesses, read: excesses), random: &random)
  }

  /// The means over images of what is not nothing.
  private static func allowances(
    _ changes: [GateChange], of groups: Set<PanelGroup>
  ) -> [GateQuantity: GateAllowance] {
    var result: [GateQuantity: GateAllowance] = [:]
    result[.metric] = GateAllowance(meanOf: changes, .metric)
    for group in groups {
      let own = GateChange.telling(of: group, changes) { median($0) }
      result[.group(group)] = GateAllowance(meanOf: own, .group(group))
    }
    return result
  }

  /// The first rule that holds, in the order of their weight.
  func rule(_ bands: GateBands, maxRegression: Double?) -> GateRule {
    guard let metric, !groups.isEmpty else { return .inconclusive }
    let (risen, fallen) = (risen(bands), fallen(bands))
    let metricFell = metric.upper < 0 && metric.value < -bands.metricRise
    if isGamed(bands) { return .gamed }
    if let maxRegression, fell(by: maxRegression) { return .regression }
    // Groups that say the opposite: neither clears the other.
    if !metricFell, !risen.isEmpty, !fallen.isEmpty { return .contested }
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
    // The metric did not rise, and does not say that the panel fell.
    if !fallen.isEmpty, metric.upper <= bands.metricRise { return .regressionUnderstated }
    return undecided(bands)
  }

  /// The metric rose, and no group did while one fell, or so many fell that one that rose does not clear them.
  func isGamed(_ bands: GateBands) -> Bool {
    metricRose(bands) && panelDenies(bands)
  }

  /// The panel's part of gaming.
  func panelDenies(_ bands: GateBands) -> Bool {
    let fallen = fallen(bands)
    return fallen.count >= Self.outweighing || !fallen.isEmpty && risen(bands).isEmpty
  }

  /// What gaming looks like with the sides swapped, but for the metric: a group rose, its whole interval, beyond its honest
  /// band, and none fell, or so many rose that one that fell within its band does not count.
  private func isMirrorOfGaming(_ bands: GateBands) -> Bool {
    let fell = those { group, change in change.value < -(bands.groupRise[group] ?? 0) || bound(group) == .atMost }
    let rose = those { group, change in change.lower > 0 && change.lower > bands.groupFall[group] ?? .infinity }
    return rose.count >= Self.outweighing && fallen(bands).isEmpty || !rose.isEmpty && fell.isEmpty
  }

  /// Whether the metric rose by more than what counts.
  func metricRose(_ bands: GateBands) -> Bool {
    metric.map { $0.lower > 0 && $0.value > bands.metricRise } ?? false
  }

  /// Nothing moved, unless intervals are too wide to say so.
  private func undecided(_ bands: GateBands) -> GateRule {
    guard let metric else { return .inconclusive }
    if metric.lower >= -bands.metricRise, metric.upper <= bands.metricRise { return .unchanged }
    // What reading between rates may be off accuses nobody, and by itself leaves nothing undecided either: between rates far
    // apart it would always be enough to hide something.
    let couldBeGaming =
      metric.reading.upper > bands.metricRise
      && groups.contains { $0.value.reading.lower < -(bands.groupFall[$0.key] ?? .infinity) }
      && !groups.contains { $0.value.reading.lower > 0 }
    return couldBeGaming || isBeyondReading(metric, bands) ? .inconclusive : .unchanged
  }

  /// Whether the metric moved on the images by more than reading between rates can be off, and only both together keep zero
  /// within its interval.
  private func isBeyondReading(_ metric: Spread, _ bands: GateBands) -> Bool {
    guard let allowance = allowances?[.metric], metric.lower <= 0, metric.upper >= 0 else { return false }
    let rose = metric.reading.lower > 0 && metric.value > max(bands.metricRise, allowance.below)
    let fell = metric.reading.upper < 0 && -metric.value > max(bands.metricRise, allowance.above)
    return rose || fell
  }

  /// Whether metric or a group fell by more than a limit, the whole interval below zero.
  func fell(by limit: Double) -> Bool {
    ([metric].compactMap { $0 } + groups.values).contains { $0.upper < 0 && $0.value < -limit }
  }

  /// Groups that rose beyond what clears the metric. What rose "at most" so much may not have risen.
  func risen(_ bands: GateBands) -> [PanelGroup] {
    those { group, change in
      change.value > (bands.groupRise[group] ?? 0) && (bound(group) ?? .atLeast) == .atLeast
    }
  }

  /// Groups that fell beyond their honest band, the whole interval: images that disagree accuse nobody. Neither does a
  /// group without a band.
  func fallen(_ bands: GateBands) -> [PanelGroup] {
    those { group, change in change.upper < 0 && change.upper < -(bands.groupFall[group] ?? .infinity) }
  }

  private func bound(_ group: PanelGroup) -> InflationBound? { bounded?[group] }

  private func those(where holds: (PanelGroup, Spread) -> Bool) -> [PanelGroup] {
    PanelGroup.allCases.filter { group in groups[group].map { holds(group, $0) } ?? false }
  }
}
