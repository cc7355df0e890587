import Testing

@testable import AuditRecord
@testable import Reporting
@testable import Scoring

/// Every finding of a case as the one sentence that the table, JUnit and the page say it in.
@Suite("A case's words") struct CaseWordsTests {
  private func reason(
    _ finding: CaseFinding, inflation: Double? = 30, implied: Double? = 66, start: Double? = 10, atLeast: Bool = false,
    limit: Double? = 6, metric: MetricInfo = SampleRun.metric, improved: Bool? = nil,
    failure: CaseMeasurement.Failure? = nil
  ) -> String? {
    let record = CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: "a.png", start: "jpeg:30", attack: "x"), width: 64, height: 300,
        attacked: .init(score: 96, features: [:], panel: [:]), failure: failure),
      inflationByGroup: [.structure: 2, .fidelity: inflation ?? 0], inflation: inflation, startInflation: start,
      implied: implied, atLeast: atLeast, improved: improved, verdict: .failed, finding: finding)
    return CaseWords.reason(record, metric: metric, limit: limit)
  }

  /// A case that tone or colour decides says so: tone with what is read, colour without a size.
  @Test func toneAndColourHaveTheirOwnSentences() throws {
    var record = CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: "a.png", start: "reference", attack: "x"), attackID: "x", startKind: .reference, width: 640,
        height: 480, notes: [], input: nil),
      inflation: 16.7, implied: 79.3, verdict: .failed, finding: .beyondLimit)
    record.measurement.attacked = .init(score: 96, features: [:], panel: [:])
    record.inflationByGroup = [.colour: 16.7, .fidelity: 2]
    #expect(
      CaseWords.reason(record, metric: SampleRun.metric, limit: 6)
        == "scores 96.0, but its colour says that it is inflated by over 6.0 points, the limit")
    #expect(CaseWords.tone(record, metric: SampleRun.metric) == nil)

    record.inflationByGroup = [.fidelity: 2]
    record.tone = ToneFinding(contrast: 1.02, shift: -40, loss: 17.7, points: 16.7)
    record.plainInflationByGroup = [.fidelity: 48.25]
    #expect(
      CaseWords.reason(record, metric: SampleRun.metric, limit: 6)
        == "scores 96.0, but its tone alone looks like at most an honest 79.3: inflated by 16.7 points, limit 6.0")
    let tone = try #require(CaseWords.tone(record, metric: SampleRun.metric))
    #expect(
      tone.hasPrefix("Tone: contrast × 1.02, mean 40.0 levels darker; three photographs in four lose 17.7 points"))
    #expect(tone.contains("+48.3") || tone.contains("+48.2"))
    #expect(!tone.contains("brighter"))
  }

  @Test func everyFindingHasItsSentence() {
    #expect(reason(.withinLimit) == nil)
    #expect(
      reason(.beyondLimit)
        == "scores 96.0, but looks like an honest 66.0 by fidelity: inflated by 30.0 points, limit 6.0")
    #expect(reason(.beyondLimit, atLeast: true)?.contains("inflated by at least 30.0 points, limit") == true)
    #expect(
      reason(.weakEvidence)
        == "weak evidence: inflated by 30.0 points by fidelity, limit 6.0, but the honest start alone reads 10.0")
    #expect(
      reason(.noLimit)
        == "VMAF NEG has no calibrated limit of inflation, and none was asked for; --max-inflation decides it")
    #expect(
      reason(.boundOnly, inflation: 3)
        == "not decided: inflated by at least 3.0 points by fidelity, limit 6.0; the picture lies below the lowest rung of "
        + "a ladder, and lower rungs would decide it")
    #expect(reason(.boundOnly, inflation: 8)?.contains("by at most 8.0 points") == true)
    #expect(
      reason(.beyondLimit, improved: true)?.hasSuffix(
        "limit 6.0, yet improved: every group of the panel finds it better than its start") == true)
    #expect(reason(.noReading) == "no voting member of the panel could be read on an honest ladder of this image")
    #expect(reason(.tooSmall) == "64×300 is below 256×256: on small pictures inflation is noise")
    #expect(reason(.noScore) == "a.png: VMAF NEG gave no number for the attacked image")
    #expect(
      reason(.notMeasured, failure: .init(kind: .input, subject: "set/a.png", reason: "truncated"))
        == "set/a.png: truncated")
    #expect(reason(.notMeasured, failure: .init(kind: .fault, subject: nil, reason: "no memory")) == "no memory")
  }

  /// A pure number has no unit and as many decimals as it needs, up to four.
  @Test func numbersAreOfTheMetricsUnit() {
    let ssim = MetricInfo(id: "ssim", title: "SSIM", unit: "", higherIsBetter: true, group: nil, votes: false)
    #expect(
      reason(.beyondLimit, inflation: 0.1, implied: 0.98765, limit: 0.01, metric: ssim)
        == "scores 96.0, but looks like an honest 0.9877 by fidelity: inflated by 0.1, limit 0.01")
  }

  /// Records come from anywhere: no number in one, and none missing from it, stops the program.
  @Test(arguments: [1e300, -1e300, 9.3e18, .infinity, -.infinity, .nan, nil])
  func noNumberIsTooLargeAndNoneIsNeeded(_ value: Double?) {
    for finding in CaseFinding.allCases {
      _ = reason(finding, inflation: value, implied: value, start: value, limit: value)
    }
    #expect(reason(.notMeasured) == "nothing was measured")
  }
}
