import AuditRecord
import QualityMetrics
import Testing

@testable import AuditRunner

@Suite("An attack's objective") struct ObjectiveTests {
  static let refusal = AuditError.usage(
    "ssimulacra2 judges whole pictures as a witness and is never an attack's objective")

  @Test func aRunRefusesWitnesses() async throws {
    let options = try RunHeaderTests.options(metric: "ssimulacra2")
    await #expect(throws: Self.refusal) { try await AuditRun.perform(options) { _ in } }
  }

  @Test func aSingleAttackRefusesWitnesses() throws {
    let metric = try #require(MetricRegistry.metric("ssimulacra2"))
    #expect(throws: Self.refusal) {
      try SingleAttack(metric: metric, attack: "unsharp", parameters: [:], start: nil, seed: 1)
    }
  }

  @Test func witnessesSitOnThePanel() throws {
    let header = RunHeader(try RunHeaderTests.options())
    #expect(header.panel.contains { $0.id == "ssimulacra2" && $0.group == .whole && $0.votes })
  }
}
