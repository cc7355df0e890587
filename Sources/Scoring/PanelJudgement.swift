import AuditRecord

/// What the panel's groups say of one picture.
struct PanelJudgement {
  /// Median inflation of each group's voting members, over the span of the ladders.
  let groups: [PanelGroup: BoundedValue]
  /// The same on each ladder alone, sorted by codec.
  let groupsByLadder: [[PanelGroup: BoundedValue]]
  /// What the change of tone alone says; nil without one.
  var tone: ToneFinding?

  /// The case's inflation: the largest group's, or tone's where that is larger; nil when no group can tell.
  var inflation: BoundedValue? {
    let members = PanelGroup.allCases.compactMap { groups[$0] }
    guard !members.isEmpty else { return nil }
    return BoundedValue.max(members + [tone?.points].compactMap { $0.map { BoundedValue($0) } })
  }

  /// The group that decides: the largest, the first of equals in the order of `PanelGroup`; nil where tone decides.
  var decidingGroup: PanelGroup? {
    guard let inflation else { return nil }
    return PanelGroup.allCases.first { groups[$0]?.value == inflation.value }
  }

  /// How far the ladders disagree on the deciding group; nil with fewer than two ladders.
  var honestSpread: Double? {
    guard let group = decidingGroup else { return nil }
    let values = groupsByLadder.compactMap { $0[group]?.value }
    guard values.count >= 2, let low = values.min(), let high = values.max() else { return nil }
    return high - low
  }
}
