import AuditRecord

extension GateJudgement {
  /// What the judgement comes to, given what the gate was asked to fail for. Where nothing was compared nothing has passed.
  public func standing(in header: GateHeader) -> Standing {
    standing(strict: header.strict, failInconclusive: header.failInconclusive)
  }

  /// The same of a comparison without a header of its own.
  public func standing(strict: Bool = false, failInconclusive: Bool = false) -> Standing {
    guard metric != nil else { return .notDecided }
    switch rule.consequence {
    case .fails: return .failed
    case .failsIfStrict: return strict ? .failed : .remarked
    case .failsBeyondMaxRegression: return isBeyondMaxRegression == true ? .failed : .remarked
    case .failsIfInconclusiveFails: return failInconclusive ? .failed : .notDecided
    case .warns: return .remarked
    case .passes: return .passed
    }
  }

  /// The judgement as a finding: how much the metric gained beyond the panel, or how far anything fell.
  var asFinding: KnownRate {
    let points: Double? =
      switch rule {
      case .regression, .regressionUnderstated, .contested:
        ([metric].compactMap { $0 } + groups.values).map { -$0.value }.max()
      case .inconclusive: nil
      default: excess?.value ?? metric?.value
      }
    return KnownRate(key: KnownRate.Key(rate: rate, rule: rule), points: points)
  }
}

extension GateRecord {
  /// What the gate comes to. One that has not ended has decided nothing.
  public var standing: Standing {
    guard unfinished == nil else { return .notDecided }
    let judged = overall.standing(in: header)
    let isKnown = judged == .failed && (known.map { $0.new.isEmpty && $0.worse.isEmpty } ?? false)
    let own = isKnown ? .inflated : judged
    // What could not be used may be what would have failed.
    let isWhole = pictures.allSatisfy(\.isUsed)
    return isWhole || own == .failed || own == .notDecided ? own : .error
  }

  /// What fails the gate, over all rates and at each: what a later gate may be told to expect.
  public var findings: [KnownRate] { gateFindings(overall, rates, header: header) }
}

/// What fails a gate, over all rates and at each.
func gateFindings(_ overall: GateJudgement, _ rates: [GateJudgement], header: GateHeader) -> [KnownRate] {
  ([overall] + rates).filter { $0.standing(in: header) == .failed }.map(\.asFinding)
}

/// What became of the findings that were expected; nil where none were.
func knownOutcome(
  _ overall: GateJudgement, _ rates: [GateJudgement], header: GateHeader
) -> KnownOutcome<KnownRate>? {
  guard let known = header.run.known else { return nil }
  let judged = ([overall] + rates).filter { $0.metric != nil }.map(\.rate)
  return KnownOutcome(
    found: gateFindings(overall, rates, header: header), expected: known.rates, in: known,
    isJudged: { key in judged.contains(key.rate) })
}
