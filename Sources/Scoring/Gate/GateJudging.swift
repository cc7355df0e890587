import AuditRecord

/// The judgement over images: pure and total.
/// - Parameters:
///   - changes: One change an image, of one rate or the mean over rates.
///   - rate: The rate's name; nil for all rates together.
///   - obstacle: Why nothing could be compared, where nothing could.
///   - random: The generator of the bootstrap; the same state gives the same intervals.
func judgeGate(
  _ changes: [GateChange], rate: String?, header: GateHeader, obstacle: String? = nil,
  random: inout some RandomNumberGenerator
) -> GateJudgement {
  judgement(
    of: GateMoves(changes, random: &random), images: changes.count, rate: rate, header: header, obstacle: obstacle)
}

/// What moves over so many images amount to.
func judgement(
  of moves: GateMoves, images: Int, rate: String?, header: GateHeader, obstacle: String? = nil
) -> GateJudgement {
  let rule = moves.rule(header)
  return GateJudgement(
    rate: rate, images: images, metric: moves.metric?.interval, groups: moves.groups.mapValues(\.interval),
    excess: moves.excess?.interval, rule: rule, message: moves.message(rule, header: header, obstacle: obstacle),
    imagesNeeded: rule == .inconclusive ? moves.imagesNeeded(from: images, bands: header.bands) : nil,
    smallestVisible: moves.smallestVisible(header.bands))
}

/// Whether a rule that holds for some moves lets a candidate through.
func gatePasses(_ rule: GateRule, _ moves: GateMoves, header: GateHeader) -> Bool {
  switch rule {
  case .gamed: return false
  case .unearned: return !header.strict
  // Without a limit a regression is the team's own business.
  case .regression:
    guard let limit = header.maxRegression else { return true }
    return !fell(moves.metric, moves.groups, by: limit)
  case .inconclusive: return !header.failInconclusive
  case .regressionUnderstated, .earned, .betterThanItsScore, .unchanged: return true
  }
}

/// Whether metric or a group fell by more than a limit, the whole interval below zero.
func fell(_ metric: Spread?, _ groups: [String: Spread], by limit: Double) -> Bool {
  ([metric].compactMap { $0 } + groups.values).contains { $0.upper < 0 && $0.value < -limit }
}
