import AuditRecord

extension CodecDemoRecord {
  /// What the pictures amount to, by the rules of this version of the program: a function of the record alone.
  /// - Parameter lines: in the order of the images, then of the checkpoints.
  public init(
    _ request: CodecDemoRequest, header: RunHeader, ladders: [LadderRecord], lines: [CodecDemoLine],
    random: inout some RandomNumberGenerator
  ) {
    run = header
    run.demonstration = nil
    base = request.baseProvenance
    baseChecksum = request.baseChecksum
    rates = request.rates
    checkpoints = request.checkpoints
    self.ladders = ladders
    pictures = lines.flatMap(\.pictures)
    crops = lines.compactMap(\.crop)
    failures = lines.compactMap(\.failure?.reason)
    (comparisons, arms) = scoreCodecDemo(
      pictures, base: request.base, checkpoints: checkpoints, ladders: ladders, rates: rates, run: run,
      random: &random)
  }
}

/// What a demonstration's pictures amount to: every checkpoint held against the base as a gate holds a candidate against
/// a baseline, then the checkpoints of an arm together. Pure and total.
/// - Parameters:
///   - base: The base's pictures' checkpoint name.
///   - random: The generator of the intervals; the same state gives the same intervals.
func scoreCodecDemo(
  _ pictures: [CodecDemoPicture], base: String, checkpoints: [CodecDemoCheckpoint], ladders: [LadderRecord],
  rates: [RateName], run: RunHeader, random: inout some RandomNumberGenerator
) -> (comparisons: [CodecDemoComparison], arms: [CodecDemoArm]) {
  let byCheckpoint = Dictionary(grouping: pictures, by: \.checkpoint)
  let before = byCheckpoint[base] ?? []
  let comparisons = checkpoints.map { checkpoint in
    compare(
      checkpoint, before: before, after: byCheckpoint[checkpoint.name] ?? [], ladders: ladders, rates: rates, run: run,
      random: &random)
  }
  let byName = Dictionary(comparisons.map { ($0.checkpoint, $0) }, uniquingKeysWith: { first, _ in first })
  var names: [String] = []
  for checkpoint in checkpoints where !names.contains(checkpoint.arm) { names.append(checkpoint.arm) }
  var arms = names.compactMap { name -> CodecDemoArm? in
    let own = checkpoints.filter { $0.arm == name }
    return arm(
      name, own, own.compactMap { byName[$0.name] }, before: before, after: own.map { byCheckpoint[$0.name] ?? [] },
      rates: rates, run: run, random: &random)
  }
  let front = CodecDemoFront(
    arms.map { frontArm($0, $0.checkpoints.compactMap { byName[$0] }) }, random: &random)
  for index in arms.indices { arms[index].onFront = front.holds(index) }
  return (comparisons, arms)
}

private func compare(
  _ checkpoint: CodecDemoCheckpoint, before: [CodecDemoPicture], after: [CodecDemoPicture], ladders: [LadderRecord],
  rates: [RateName], run: RunHeader, random: inout some RandomNumberGenerator
) -> CodecDemoComparison {
  func pictures(_ own: [CodecDemoPicture], _ side: GateSide) -> [GatePicture] {
    own.map { GatePicture(side: side, image: $0.image, rate: $0.rate, bytes: $0.bytes, scored: $0.scored) }
  }
  let header = GateHeader(
    run: run, baseline: "base", candidate: checkpoint.name, rates: rates, bitsKnown: true,
    bands: .calibrated(for: run.metric),
    strict: false, maxRegression: nil, failInconclusive: false)
  let record = scoreGate(
    pictures(before, .baseline) + pictures(after, .candidate), ladders: ladders, header: header, random: &random)
  return CodecDemoComparison(
    checkpoint: checkpoint.name, changes: record.changes, imageChanges: record.imageChanges,
    judgement: record.overall, rates: record.rates, passed: record.standing != .failed, savings: record.savings)
}

private func arm(
  _ name: String, _ checkpoints: [CodecDemoCheckpoint], _ comparisons: [CodecDemoComparison],
  before: [CodecDemoPicture], after: [[CodecDemoPicture]], rates: [RateName], run: RunHeader,
  random: inout some RandomNumberGenerator
) -> CodecDemoArm? {
  guard let first = checkpoints.first else { return nil }
  let part = first.part
  /// A row for each checkpoint: image → value.
  func rows(_ value: (GateChange) -> Double?) -> [[String: Double]] {
    comparisons.map { comparison in
      Dictionary(
        comparison.imageChanges.compactMap { change in value(change).map { (change.image, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
  }
  guard let metric = crossedInterval(rows { $0.metric }, random: &random) else { return nil }
  var groups: [PanelGroup: RunSummary.Interval] = [:]
  for group in PanelGroup.allCases {
    groups[group] = crossedInterval(rows { $0.groups[group] }, random: &random)
  }
  var members: [String: RunSummary.Interval] = [:]
  var values: [String: RunSummary.Interval] = [:]
  for member in run.panel.map(\.id) {
    members[member] = crossedInterval(rows { $0.members[member] }, random: &random)
    guard part == .decoder else { continue }
    values[member] = crossedInterval(after.map { valueChanges(of: member, before, $0) }, random: &random)
  }
  var savings: [String: Double] = [:]
  for id in [run.metric.id] + run.panel.map(\.id) {
    let percents = comparisons.compactMap { $0.savings.first { $0.id == id }?.percent }
    if percents.count == comparisons.count { savings[id] = percents.reduce(0, +) / Double(percents.count) }
  }
  return CodecDemoArm(
    name: name, part: part, isSweep: first.isSweep, checkpoints: checkpoints.map(\.name), metric: metric,
    groups: groups, members: members,
    values: values, rateDifferences: savings,
    byRate: rates.compactMap { rateMean($0, of: comparisons.flatMap(\.changes)) },
    findings: findings(comparisons.map(\.judgement)), onFront: false)
}

/// What judgements say, equal ones together, the gravest rule first.
private func findings(_ judgements: [GateJudgement]) -> [CodecDemoFinding] {
  let single = judgements.map { judgement in
    CodecDemoFinding(
      rule: judgement.rule, gamedRates: judgement.restsOnRates?.gamed.count,
      judgedRates: judgement.restsOnRates?.judged)
  }
  return GateRule.allCases.flatMap { rule in
    Dictionary(grouping: single.filter { $0.rule == rule }) { $0 }.map { said, all in
      var result = said
      result.checkpoints = all.count
      return result
    }.sorted { ($0.gamedRates ?? .max, $0.judgedRates ?? 0) > ($1.gamedRates ?? .max, $1.judgedRates ?? 0) }
  }
}

/// The mean of the changes at one rate; nil when there are none.
private func rateMean(_ rate: RateName, of changes: [GateChange]) -> CodecDemoRateMean? {
  let own = changes.filter { $0.rate == rate }
  func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
  guard let metric = mean(own.map(\.metric)) else { return nil }
  var groups: [PanelGroup: Double] = [:]
  for group in PanelGroup.allCases { groups[group] = mean(own.compactMap { $0.groups[group] }) }
  return CodecDemoRateMean(rate: rate, metric: metric, groups: groups)
}

/// Image → mean change of a member's own value over the rates.
private func valueChanges(
  of member: String, _ before: [CodecDemoPicture], _ after: [CodecDemoPicture]
) -> [String: Double] {
  struct Key: Hashable {
    var image: String
    var rate: RateName
  }
  let old = Dictionary(
    before.map { (Key(image: $0.image, rate: $0.rate), $0) }, uniquingKeysWith: { first, _ in first })
  var changes: [String: [Double]] = [:]
  for picture in after {
    guard let new = picture.scored.panel[member], new.isFinite,
      let value = old[Key(image: picture.image, rate: picture.rate)]?.scored.panel[member], value.isFinite
    else { continue }
    changes[picture.image, default: []].append(new - value)
  }
  return changes.mapValues { $0.reduce(0, +) / Double($0.count) }
}

/// An arm's changes by image, means over its checkpoints.
private func frontArm(_ arm: CodecDemoArm, _ comparisons: [CodecDemoComparison]) -> CodecDemoFront.Arm {
  func means(_ value: (GateChange) -> Double?) -> [String: Double] {
    Dictionary(grouping: comparisons.flatMap(\.imageChanges), by: \.image).compactMapValues { changes in
      let values = changes.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }
  return CodecDemoFront.Arm(
    part: arm.part, metric: means { $0.metric },
    groups: Dictionary(
      uniqueKeysWithValues: PanelGroup.allCases.map { group in (group, means { $0.groups[group] }) }))
}
