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
///   - obstacle: Why nothing could be compared, where nothing could.
///   - random: The generator of the bootstrap; the same state gives the same intervals.
public func judgeGate(
  _ changes: [GateChange], rate: String?, header: GateHeader, obstacle: String? = nil,
  random: inout some RandomNumberGenerator
) -> GateJudgement {
  let moves = GateMoves(changes, random: &random)
  let rule = moves.rule(header)
  return GateJudgement(
    rate: rate, images: changes.count, metric: moves.metric, groups: moves.groups, excess: moves.excess, rule: rule,
    message: moves.message(rule, header: header, obstacle: obstacle),
    imagesNeeded: rule == .inconclusive ? moves.imagesNeeded(from: changes.count, bands: header.bands) : nil,
    smallestVisible: moves.smallestVisible(header.bands))
}

/// Whether a judgement lets a candidate through.
public func gatePasses(_ judgement: GateJudgement, header: GateHeader) -> Bool {
  switch judgement.rule {
  case .gamed: return false
  case .unearned: return !header.strict
  // Without a limit a regression is the team's own business.
  case .regression:
    guard let limit = header.maxRegression else { return true }
    return !fell(judgement.metric, judgement.groups, by: limit)
  case .inconclusive: return !header.failInconclusive
  case .regressionUnderstated, .earned, .betterThanItsScore, .unchanged: return true
  }
}

/// Whether metric or a group fell by more than a limit, the whole interval below zero.
func fell(_ metric: RunSummary.Interval?, _ groups: [String: RunSummary.Interval], by limit: Double) -> Bool {
  ([metric].compactMap { $0 } + groups.values).contains { $0.upper < 0 && $0.value < -limit }
}
