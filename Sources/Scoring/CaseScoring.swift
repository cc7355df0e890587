import AuditRecord

/// The judgement of one case: pure and total.
///
/// - Parameters:
///   - measurement: What was measured.
///   - ladders: The honest ladders of the case's image; those of other images are ignored.
///   - header: The run's metric, panel and limit.
public func score(_ measurement: CaseMeasurement, ladders: [LadderRecord], header: RunHeader) -> CaseRecord {
  let gains = GainScores(from: measurement.start?.score, to: measurement.attacked?.score, of: header.metric)
  func record(_ verdict: Verdict, _ reason: String) -> CaseRecord {
    CaseRecord(measurement: measurement, gains: gains, verdict: verdict, reason: reason)
  }

  if let failure = measurement.failure {
    return record(failure.verdict == .notApplicable ? .notApplicable : .error, failure.reason)
  }
  guard let attacked = measurement.attacked, attacked.score.isFinite else {
    return record(.error, "\(measurement.key.image): \(header.metric.title) gave no number for the attacked image")
  }
  if let width = measurement.width, let height = measurement.height, min(width, height) < smallestJudgedSide {
    return record(
      .notApplicable,
      "\(width)×\(height) is below \(smallestJudgedSide)×\(smallestJudgedSide): on small pictures inflation is noise")
  }

  let scale = PanelScale(image: measurement.key.image, ladders: ladders, header: header)
  let readings = scale.readings(of: attacked)
  let judgement = scale.judgement(of: attacked, readings: readings)
  guard let inflation = judgement.inflation else {
    var result = record(.notApplicable, "no voting member of the panel could be read on an honest ladder of this image")
    result.readings = readings
    return result
  }
  let start = measurement.start.flatMap { start -> BoundedValue? in
    guard start.score.isFinite else { return nil }
    return scale.judgement(of: start, readings: scale.readings(of: start)).inflation
  }

  let decision = decide(
    Evidence(
      key: measurement.key, score: attacked.score, inflation: inflation, start: start),
    header: header)
  return CaseRecord(
    measurement: measurement, readings: readings,
    inflationByGroup: Dictionary(uniqueKeysWithValues: judgement.groups.map { ($0.key.rawValue, $0.value.value) }),
    inflation: inflation.value, startInflation: start?.value,
    implied: attacked.score - header.metric.orientation * inflation.value, atLeast: inflation.atLeast,
    honestSpread: judgement.honestSpread, gains: gains, verdict: decision.verdict,
    weakEvidence: decision.weak, reason: decision.reason)
}

/// Width and height from which inflation is judged. Of 72 honest crops, 24, 23, 15 and 3 read beyond ±6 points of VMAF
/// at 32, 64, 128 and 256 pixels (measured on Kodak photographs; docs/method.md, "Inflation").
public let smallestJudgedSide = 256
