import AuditRecord

/// The judgement of one case: pure and total.
///
/// - Parameters:
///   - measurement: What was measured.
///   - ladders: The honest ladders of the case's image; those of other images are ignored.
///   - header: The run's metric, panel and limit.
public func score(_ measurement: CaseMeasurement, ladders: [LadderRecord], header: RunHeader) -> CaseRecord {
  score(measurement, on: PanelScale(image: measurement.key.image, ladders: ladders, header: header), header: header)
}

/// The judgement of one case on the scale of its image, which several cases share.
public func score(_ measurement: CaseMeasurement, on scale: PanelScale, header: RunHeader) -> CaseRecord {
  let gains = GainScores(from: measurement.start?.score, to: measurement.attacked?.score, of: header.metric)
  func record(_ finding: CaseFinding) -> CaseRecord {
    CaseRecord(
      measurement: measurement, gains: gains, verdict: verdict(of: finding, failure: measurement.failure),
      finding: finding)
  }

  guard measurement.failure == nil else { return record(.notMeasured) }
  guard let attacked = measurement.attacked, attacked.score.isFinite else { return record(.noScore) }
  if let width = measurement.width, let height = measurement.height, min(width, height) < smallestJudgedSide {
    return record(.tooSmall)
  }

  let readings = scale.readings(of: attacked)
  let judgement = scale.judgement(of: attacked, readings: readings)
  guard let inflation = judgement.inflation else {
    var result = record(.noReading)
    result.readings = readings
    return result
  }
  let startReadings = measurement.start.map { scale.readings(of: $0) } ?? []
  let start = measurement.start.flatMap { start -> BoundedValue? in
    guard start.score.isFinite else { return nil }
    return scale.judgement(of: start, readings: startReadings).inflation
  }

  var result = record(
    finding(
      Evidence(
        startKind: measurement.startKind, inflation: inflation.value, bound: inflation.bound, start: start?.value),
      limit: header.limit))
  result.readings = readings
  result.plainInflationByGroup = scale.plainReadings(of: attacked).map {
    scale.judgement(of: attacked, readings: $0).groups.mapValues(\.value)
  }
  result.tone = judgement.tone
  result.inflationByGroup = judgement.groups.mapValues(\.value)
  result.inflation = inflation.value
  result.startInflation = start?.value
  result.implied = attacked.score - header.metric.orientation * inflation.value
  result.atLeast = inflation.atLeast
  let bounded = judgement.groups.compactMapValues(\.bound)
  result.bounded = bounded.isEmpty ? nil : bounded
  let changes = scale.boundedChanges(from: startReadings, to: readings)
  result.improved = !changes.isEmpty && changes.values.allSatisfy { $0.lowest > 0 } ? true : nil
  result.honestSpread = judgement.honestSpread
  return result
}
