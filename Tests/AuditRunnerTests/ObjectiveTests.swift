import AuditRecord
import QualityMetrics
import RunStorage
import Testing

@testable import AuditRunner

@Suite("An attack's objective") struct ObjectiveTests {
  static let refusal = AuditError.usage(
    "ssimulacra2 judges whole pictures as a witness and is never an attack's objective")

  @Test func aRunRefusesWitnesses() throws {
    #expect(throws: Self.refusal) { try RunHeaderTests.header(metric: "ssimulacra2") }
  }

  @Test func aSingleAttackRefusesWitnesses() throws {
    let metric = try #require(MetricRegistry.metric("ssimulacra2"))
    #expect(throws: Self.refusal) {
      try SingleAttack.run(
        "unsharp", parameters: [:], on: "a.png", from: nil, metric: metric, seed: 1, to: "b.png")
    }
  }

  @Test func witnessesSitOnThePanel() throws {
    let header = try RunHeaderTests.header()
    #expect(header.panel.contains { $0.id == "ssimulacra2" && $0.group == .whole && $0.votes })
  }
}
