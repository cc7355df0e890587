import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import AttackEngine
@testable import AuditRunner

@Suite("Limits of a gate as a file") struct GateBandsFileTests {
  private static let bands = GateBands(
    metricRise: 0.1, groupFall: [.structure: 0.2, .colour: 1], groupRise: [.structure: 0.05], excess: 1,
    null: GateNull(
      metric: "m", panel: [.structure: ["a", "b"]], codecs: 1, builds: 2, images: 3, changes: 4, rates: [],
      spread: [.metric: 0.5, .group(.structure): 0.25],
      byRates: [GateNull.AtRates(rates: 3, spread: [.metric: 0.5], allowance: [.group(.structure): 0.125])]))

  private func file(_ text: String? = nil) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bands-\(UUID()).json").path
    if let text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    return path
  }

  @Test func comesBack() throws {
    let path = try file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try GateBandsFile.write(Self.bands, to: path)
    #expect(try GateBandsFile.read(path) == Self.bands)
  }

  @Test(arguments: [
    (#"{"metricRise":1,"excess":1,"groupFall":{"taste":1},"groupRise":{}}"#, "\"taste\" is no group of the panel"),
    (#"{"metricRise":1,"excess":1,"groupFall":{},"groupRise":{"smell":1}}"#, "\"smell\" is no group of the panel"),
    (#"{"metricRise":1,"excess":1,"groupFall":{"colour":-1},"groupRise":{}}"#, "a limit is below 0 or no number"),
    (#"{"metricRise":1,"excess":1,"groupFall":{"colour":"x"},"groupRise":{}}"#, "holds no limits of a gate"),
    (#"{"metricRise":"#, "holds no limits of a gate"),
  ])
  func whatIsWrongIsNamed(text: String, reason: String) throws {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: AuditError.input(path, reason)) { try GateBandsFile.read(path) }
  }

  /// The record's word for the control is the registry's.
  @Test func theControlIsTheAttackThatChangesNothing() {
    #expect(NoAttack.descriptor.id == ControlAttack.id)
  }
}
