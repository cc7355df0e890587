import AuditRecord

extension RunRecord {
  /// What the cases come to: a function of the record alone.
  public init(
    header: RunHeader, ladders: [LadderRecord], cases: [CaseRecord], random: inout some RandomNumberGenerator
  ) {
    fusion = header.fusion.map { FusionRecord($0, ladders: ladders, header: header) }
    self.header = header
    self.header.fusion = nil
    self.ladders = ladders
    // Where the fusion works stands in a part of its own.
    for index in ladders.indices { self.ladders[index].operating = nil }
    self.cases = cases
    summary = summarise(cases: cases, header: header, random: &random)
  }
}

/// What the cases of a run come to: pure, and the same for the same generator whatever order the cases come in.
///
/// - Parameters:
///   - cases: The judged cases.
///   - header: The run's metric, suite and limit.
///   - random: The generator of the bootstrap, seeded from the run's seed by the caller.
///   - worstCount: How many of the worst cases to name.
func summarise(
  cases: [CaseRecord], header: RunHeader, random: inout some RandomNumberGenerator, worstCount: Int = 20
) -> RunSummary {
  let sorted = cases.sorted { $0.measurement.key < $1.measurement.key }
  var byRow: [RowKey: [CaseRecord]] = [:]
  for record in sorted {
    if let key = RowKey(record.measurement.key) { byRow[key, default: []].append(record) }
  }
  // The suite's order; what the suite does not list follows, so that no case is lost.
  let listed = header.attacks.flatMap { entry in entry.starts.map { RowKey(attack: entry.name, start: $0) } }
  let known = Set(listed)
  let others = byRow.keys.filter { !known.contains($0) }.sorted { ($0.attack, $0.start) < ($1.attack, $1.start) }

  var rows: [RunSummary.AttackRow] = []
  for key in listed + others {
    rows.append(summaryRow(key, byRow[key] ?? [], header: header, random: &random))
  }
  let attacked = sorted.filter { !$0.measurement.isControl && $0.inflation != nil }
  return RunSummary(
    counts: counts(sorted), rows: rows,
    worst: attacked.sorted(by: CaseRecord.worstFirst).prefix(worstCount).map(\.measurement.key),
    standing: runStanding(sorted, header: header), known: knownOutcome(sorted, header: header))
}

private struct RowKey: Hashable {
  var attack: String
  var start: String

}

extension RowKey {
  /// Nil for an input that could not be read.
  init?(_ key: CaseKey) {
    guard let attack = key.attack, let start = key.start else { return nil }
    self.init(attack: attack, start: start)
  }
}

private func summaryRow(
  _ key: RowKey, _ cases: [CaseRecord], header: RunHeader, random: inout some RandomNumberGenerator
) -> RunSummary.AttackRow {
  let evaluated = cases.filter { $0.inflation != nil }
  let changes = evaluated.compactMap { record -> Double? in
    guard let start = record.measurement.start, let attacked = record.measurement.attacked else { return nil }
    let change = attacked.score - start.score
    return change.isFinite ? change : nil
  }
  let groups = PanelGroup.allCases.compactMap { group -> (PanelGroup, Double)? in
    median(evaluated.compactMap { $0.inflationByGroup[group] }).map { (group, $0) }
  }
  let failed = cases.count { $0.verdict == .failed }
  let share = evaluated.isEmpty || header.limit == nil ? nil : Double(failed) / Double(evaluated.count)
  return RunSummary.AttackRow(
    attack: key.attack, start: key.start, counts: counts(cases), evaluated: evaluated.count,
    weak: cases.count { $0.finding == .weakEvidence }, scoreChange: bootstrapMedian(changes, random: &random)?.interval,
    inflation: bootstrapMedian(evaluated.compactMap(\.inflation), random: &random)?.interval,
    inflationByGroup: Dictionary(uniqueKeysWithValues: groups), shareOverLimit: share,
    worst: evaluated.min(by: CaseRecord.worstFirst)?.measurement.key, gains: gainSummary(cases, metric: header.metric))
}

private func counts(_ cases: [CaseRecord]) -> [Verdict: Int] {
  var result = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, 0) })
  for record in cases { result[record.verdict, default: 0] += 1 }
  return result
}

extension CaseRecord {
  /// Largest inflation first, equals by key; a picture that every group finds better than its start accuses the metric of
  /// little, and stands behind all that are worse.
  public static func worstFirst(_ a: CaseRecord, _ b: CaseRecord) -> Bool {
    if a.improved != b.improved { return a.improved != true }
    let (x, y) = (a.inflation ?? -.infinity, b.inflation ?? -.infinity)
    return x == y ? a.key < b.key : x > y
  }
}

private func gainSummary(_ cases: [CaseRecord], metric: MetricInfo) -> RunSummary.GainSummary? {
  let gains = cases.compactMap(\.gains)
  let pairs = cases.compactMap { record -> (clean: Double, attacked: Double)? in
    guard let start = record.measurement.start, let attacked = record.measurement.attacked else { return nil }
    guard let s = metric.scaled(start.score), let a = metric.scaled(attacked.score) else { return nil }
    return (s, a)
  }
  guard !gains.isEmpty, let wasserstein = wassersteinDistance(pairs.map(\.clean), pairs.map(\.attacked)),
    let energy = energyDistance(pairs.map(\.clean), pairs.map(\.attacked))
  else { return nil }
  func mean(_ part: (GainScores) -> Double) -> Double { gains.map(part).reduce(0, +) / Double(gains.count) }
  let direction: Double = mean(\.absolute) < 0 ? -1 : 1
  return RunSummary.GainSummary(
    absolute: mean(\.absolute), relative: mean(\.relative), robustness: mean(\.robustness),
    wasserstein: direction * wasserstein, energy: direction * energy)
}
