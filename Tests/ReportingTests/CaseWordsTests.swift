import Testing

@testable import AuditRecord
@testable import Reporting
@testable import Scoring

/// Every finding of a case as the one sentence that the table, JUnit and the page say it in.
@Suite("A case's words") struct CaseWordsTests {
  private func reason(
    _ finding: CaseFinding, inflation: Double? = 30, implied: Double? = 66, start: Double? = 10, atLeast: Bool = false,
    limit: Double? = 6, metric: MetricInfo = SampleRun.metric, failure: CaseMeasurement.Failure? = nil
  ) -> String? {
    let record = CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: "a.png", start: "jpeg:30", attack: "x"), width: 64, height: 300,
        attacked: .init(score: 96, features: [:], panel: [:]), failure: failure),
      inflation: inflation, startInflation: start, implied: implied, atLeast: atLeast, verdict: .failed,
      finding: finding)
    return CaseWords.reason(record, metric: metric, limit: limit)
  }

  @Test func everyFindingHasItsSentence() {
    #expect(reason(.withinLimit) == nil)
    #expect(
      reason(.beyondLimit)
        == "scores 96.0, but looks like an honest 66.0: inflated by 30.0 points, limit 6.0")
    #expect(reason(.beyondLimit, atLeast: true)?.contains("inflated by at least 30.0 points, limit") == true)
    #expect(
      reason(.weakEvidence)
        == "weak evidence: inflated by 30.0 points, limit 6.0, but the honest start alone reads 10.0")
    #expect(reason(.noLimit) == "VMAF NEG has no calibrated limit of inflation, and none was asked for")
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
        == "scores 96.0, but looks like an honest 0.9877: inflated by 0.1, limit 0.01")
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
