import AuditRecord

/// The judgement over all rates: pure and total.
/// - Parameter obstacle: Why nothing could be compared, where nothing could.
/// - Parameter widestGap: Where reading between rates may be off most.
func judgement(
  of moves: GateMovesByRate, header: GateHeader, obstacle: GateObstacle? = nil, widestGap: GateRateGap? = nil
) -> GateJudgement {
  let (rule, restsOn) = gateRule(moves, header.bands, maxRegression: header.maxRegression)
  var result = judgement(of: moves.all, rule: rule, images: moves.images, rate: nil, header: header)
  result.restsOnRates = restsOn
  result.obstacle = obstacle
  result.widestGap = widestGap
  return result
}

/// The judgement at one rate by itself.
func judgement(at rate: GateMovesByRate.AtRate, header: GateHeader) -> GateJudgement {
  judgement(
    of: rate.moves, rule: rate.moves.rule(header.bands, maxRegression: header.maxRegression), images: rate.images,
    rate: rate.rate, header: header)
}

private func judgement(
  of moves: GateMoves, rule: GateRule, images: Int, rate: RateName?, header: GateHeader
) -> GateJudgement {
  GateJudgement(
    rate: rate, images: images, metric: moves.metric?.interval, groups: moves.groups.mapValues(\.interval),
    excess: moves.excess?.interval, risen: moves.risen(header.bands), fallen: moves.fallen(header.bands), rule: rule,
    isBeyondMaxRegression: header.maxRegression.map(moves.fell),
    imagesNeeded: rule == .inconclusive ? moves.imagesNeeded(from: images, bands: header.bands) : nil,
    bounded: moves.bounded, allowances: moves.allowances,
    smallestVisible: moves.smallestVisible(header.bands))
}
