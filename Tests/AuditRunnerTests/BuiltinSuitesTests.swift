import AttackEngine
import BuiltinSuites
import Foundation
import Testing

@testable import AuditRunner

@Suite("Built-in suites") struct BuiltinSuitesTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func theListIsTheFolder() throws {
    let folder = Self.root.appendingPathComponent("Attacks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yml") }
    #expect(Set(files) == Set(BuiltinSuites.all.map { "\($0.name).yml" }))
    #expect(files.count == BuiltinSuites.all.count)
    for (name, text) in BuiltinSuites.all {
      #expect(try String(contentsOf: folder.appendingPathComponent("\(name).yml"), encoding: .utf8) == text)
    }
  }

  @Test func eachIsReadAndBearsItsFilesName() throws {
    for (suite, (name, _)) in zip(try SuiteLibrary.builtin(), BuiltinSuites.all) { #expect(suite.name == name) }
  }

  @Test func eachScoresHonestEncodesBesideTheAttacks() throws {
    for suite in try SuiteLibrary.builtin() {
      #expect(suite.attacks.contains { $0.attack == "none" }, "\(suite.name)")
    }
  }

  @Test func thoroughHasEveryAttackAndBlindspotsThoseThatAreOne() throws {
    let suites = try SuiteLibrary.builtin()
    func attacks(_ name: String) throws -> Set<String> {
      Set(try #require(suites.first { $0.name == name }).attacks.map(\.attack))
    }
    #expect(try attacks("thorough") == Set(AttackRegistry.descriptors.map(\.id)))
    #expect(try attacks("standard").isSubset(of: try attacks("thorough")))
    #expect(try attacks("quick").isSubset(of: try attacks("standard")))
    for blind in ["mean-shift", "chroma-shift", "border", "flat-noise"] {
      #expect(try attacks("blindspots").contains(blind))
    }
  }
}
