import HonestCodecs
import RunStorage
import Testing

@testable import AuditRunner

@Suite("Parts of a suite") struct SuiteRestrictedTests {
  static let suite = Suite(
    name: "s", description: "", ladders: [Suite.Ladder(codec: .jpeg, rungs: 2)], panel: [],
    attacks: [
      Suite.Entry(name: "none", attack: "none", starts: [.encode(.jpeg, quality: 30)]),
      Suite.Entry(name: "again", attack: "none", starts: [.reference]),
    ])

  @Test func byNameAndById() throws {
    #expect(try Self.suite.restricted(attacks: ["again"], starts: []).attacks.map(\.name) == ["again"])
    #expect(try Self.suite.restricted(attacks: ["none"], starts: []).attacks.map(\.name) == ["none", "again"])
    #expect(try Self.suite.restricted(attacks: [], starts: []) == Self.suite)
  }

  @Test func startsTakeTheSuitesPlace() throws {
    let start = StartSpec.encode(.webp, quality: 75)
    let suite = try Self.suite.restricted(attacks: ["again"], starts: [start])
    #expect(suite.attacks.map(\.starts) == [[start]])
    // It does not take the place of the whole suite's report.
    #expect(suite.name == "s-again-webp-75")
  }

  @Test func unknownAttacksAreNamed() {
    #expect(throws: AuditError.self) { try Self.suite.restricted(attacks: ["nonsense"], starts: []) }
  }
}
