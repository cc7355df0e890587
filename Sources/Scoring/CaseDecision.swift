import AuditRecord

/// What the verdict on an evaluated case rests on.
struct Evidence {
  /// Where the start comes from; one of unknown origin may be anything.
  var startKind: StartKind?
  /// The case's inflation.
  var inflation: Double
  /// What a bound leaves open about it; nil where it is known.
  var bound: InflationBound?
  /// The start's inflation; nil when it could not be read.
  var start: Double?
}

/// Within the limit or beyond it, unless the evidence is weak: the start, an honest encode, reads beyond the limit
/// itself and the attack added no more than the limit to it. Then the reading may be the ladders' error and not the
/// metric's, so it accuses nobody. (Ladders that contradict each other accuse nobody either: a score between what they
/// imply is not inflated.) Weakness never turns a case within the limit into anything but passed.
///
/// An inflation that is only bounded decides where its bound does: "at least 8" is beyond 6, "at least 3" may be anything.
func finding(_ evidence: Evidence, limit: Double?) -> CaseFinding {
  guard let limit, limit.isFinite else { return .noLimit }
  guard evidence.inflation > limit else {
    return evidence.bound == .atLeast || evidence.bound == .either ? .boundOnly : .withinLimit
  }
  if evidence.startKind?.isHonest ?? false, let start = evidence.start, start > limit,
    evidence.inflation - start <= limit
  {
    return .weakEvidence
  }
  if evidence.bound == .atMost || evidence.bound == .either { return .boundOnly }
  return .beyondLimit
}

/// The verdict that a finding comes to.
/// - Parameter failure: Why nothing was measured, where nothing was.
func verdict(of finding: CaseFinding, failure: CaseMeasurement.Failure?) -> Verdict {
  switch finding {
  case .withinLimit: .passed
  case .beyondLimit: .failed
  case .boundOnly, .noLimit: .notDecided
  case .weakEvidence, .noReading, .tooSmall: .notApplicable
  case .noScore: .error
  case .notMeasured: failure?.kind == .notApplicable ? .notApplicable : .error
  }
}
