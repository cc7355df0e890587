import AuditRecord
import QualityMetrics
import RunStorage
import Testing

@testable import AuditRunner
@testable import Scoring

@Suite("A metric's fusion on a dataset") struct FusionAuditTests {
  private func subject(_ id: String) throws -> FusionSubject {
    try FusionSubject(try #require(MetricRegistry.metric(id)))
  }

  /// The rungs below the reference count, at their own features; the reference on top does not.
  @Test func rungsAreAskedAtTheirFeatures() throws {
    let model = VMAFModel.v061neg
    func rung(_ quality: Double?, _ place: FusionPlace) -> LadderRecord.Rung {
      let names = model.features.map(\.kind.name)
      return LadderRecord.Rung(
        quality: quality, bytes: nil, score: 0, panel: [:],
        features: Dictionary(uniqueKeysWithValues: zip(names, place.values(of: model))))
    }
    let subject = try subject("vmafneg")
    var ladder = LadderRecord(
      image: "a.png", codec: "jpeg",
      rungs: [rung(20, FusionPlace.table[3]), rung(60, FusionPlace.table[1]), rung(nil, FusionPlace.table[0])])
    ladder.operating = subject.operating(on: ladder)
    let unmeasured = LadderRecord(image: "b.png", codec: "jpeg", rungs: ladder.rungs)
    let record = FusionRecord(
      subject.described(), ladders: [ladder, unmeasured], header: try RunHeaderTests.header())
    #expect(record.features == ["adm2", "vif_scale0", "vif_scale1", "vif_scale2", "vif_scale3"])
    #expect(record.operating.map(\.quality) == [20, 60] && record.summary.encodes == 2)
    #expect(record.operating[0].place.slopes == record.table[3].slopes)
    #expect(record.operating[0].place.score == record.table[3].score)
    #expect(record.operating.allSatisfy { $0.gainByLosing > 0 })
    #expect(record.summary.features.map(\.negativeShare) == [0, 1, 1, 0, 0])
    #expect(record.curves.count == 20 && record.supportVectors == 211)
  }

  @Test func everyBuiltInModelIsAFusionAndNothingElseIs() throws {
    for metric in MetricRegistry.all {
      if metric.descriptor.family == "vmaf", metric.descriptor.group == nil {
        #expect(try FusionSubject(metric).model.features.count == 6)
      } else {
        let error = #expect(throws: AuditError.self) { try FusionSubject(metric) }
        #expect(error?.kind == .usage)
        #expect(error?.reason.contains(metric.descriptor.id) == true && error?.reason.contains("vmafneg") == true)
      }
    }
  }
}
