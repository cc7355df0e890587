import AuditRecord
import Testing

@testable import AuditRunner

@Suite("A metric that does not move") struct ConstantMetricTests {
  private func ladder(_ rungs: [(score: Double, psnr: Double)]) -> LadderRecord {
    LadderRecord(
      image: "a.png", codec: "jpeg",
      rungs: rungs.map {
        LadderRecord.Rung(quality: nil, bytes: nil, score: $0.score, panel: ["psnr": $0.psnr], features: [:])
      })
  }

  @Test func isFoundWhereThePanelSeesADifference() {
    #expect(ConstantMetric(on: [ladder([(3, 20), (3, 30)]), ladder([(3, 25)])])?.pictures == 3)
    #expect(ConstantMetric(on: [ladder([(3, 20), (3, 30)]), ladder([(3.5, 25)])]) == nil)
    // A flat picture, which every codec keeps as it is.
    #expect(ConstantMetric(on: [ladder([(3, 60), (3, 60)])]) == nil)
    #expect(ConstantMetric(on: []) == nil)
  }
}
