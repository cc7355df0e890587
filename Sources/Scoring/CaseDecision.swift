import AuditRecord

/// What the verdict on an evaluated case rests on.
struct Evidence {
  /// Where the start comes from; one of unknown origin may be anything.
  var startKind: StartKind?
  /// The attacked image's score.
  var score: Double
  /// The case's inflation.
  var inflation: BoundedValue
  /// The start's inflation; nil when it could not be read.
  var start: BoundedValue?
}

/// A verdict with its reason.
struct CaseDecision: Equatable {
  var verdict: Verdict
  var weak = false
  var reason: String?
}

/// Passed within the limit; failed beyond it, unless the evidence is weak: the start, an honest encode, reads beyond the
/// limit itself and the attack added no more than the limit to it. Then the reading may be the ladders' error and not the
/// metric's, so it accuses nobody. (Ladders that contradict each other accuse nobody either: a score between what they
/// imply is not inflated.) Weakness never turns a case within the limit into anything but passed.
func decide(_ evidence: Evidence, header: RunHeader) -> CaseDecision {
  let inflation = evidence.inflation
  guard let limit = header.limit, limit.isFinite else {
    return CaseDecision(
      verdict: .notApplicable,
      reason: "\(header.metric.title) has no calibrated limit of inflation, and none was asked for")
  }
  guard inflation.value > limit else { return CaseDecision(verdict: .passed) }

  let unit = header.metric.unit.isEmpty ? "" : " \(header.metric.unit)"
  let amount = "\(inflation.atLeast ? "at least " : "")\(header.metric.text(inflation.value))\(unit)"
  if evidence.startKind?.isHonest ?? false, let start = evidence.start, start.value > limit,
    inflation.value - start.value <= limit
  {
    return CaseDecision(
      verdict: .notApplicable, weak: true,
      reason:
        "weak evidence: inflated by \(amount), limit \(header.metric.text(limit)), but the honest start alone reads "
        + "\(header.metric.text(start.value))")
  }
  let implied = evidence.score - header.metric.orientation * inflation.value
  return CaseDecision(
    verdict: .failed,
    reason:
      "scores \(header.metric.text(evidence.score)), but looks like an honest \(header.metric.text(implied)): "
      + "inflated by \(amount), limit \(header.metric.text(limit))")
}

extension MetricInfo {
  /// A number of this metric for sentences, with no more decimals than it needs.
  func text(_ value: Double) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded()
    // No "-0.0".
    return scaled == 0 ? "0.0" : "\(scaled / scale)"
  }
}
