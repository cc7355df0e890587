import AuditRecord
import Foundation
import QualityMetrics
import Raster
import TestSupport
import Testing

/// Whole-picture members only ever witness: no loss and no attack knows them, so that what they say was not optimised.
@Suite("Whole-picture witnesses") struct WitnessTests {
  static let witnesses = MetricRegistry.all.filter { $0.descriptor.group == .whole }
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func thereAreSome() {
    #expect(Self.witnesses.contains { $0.descriptor.id == "ssimulacra2" && $0.descriptor.votes })
  }

  @Test func noneSteers() throws {
    let picture = BT709.picture(TestScene.image(width: 64, height: 64, seed: 1))
    for witness in Self.witnesses {
      let id = witness.descriptor.id
      #expect(!witness.descriptor.maySteer, "\(id)")
      #expect(!(witness is any DifferentiableMetric), "\(id)")
      #expect(!(try witness.prepare(picture) is any PreparedSteering), "\(id)")
    }
    for metric in MetricRegistry.all where metric.descriptor.group != .whole {
      #expect(metric.descriptor.maySteer, "\(metric.descriptor.id)")
    }
  }

  /// Neither by id nor by type: losses, attacks, the learned codec and the suites, except as members of a panel.
  @Test(arguments: ["Sources/Losses", "Sources/AttackEngine", "Sources/LearnedCodec", "Attacks"])
  func noneIsNamed(folder: String) throws {
    let words = Self.witnesses.flatMap { ["\(type(of: $0))", $0.descriptor.id] }.map { $0.lowercased() }
    #expect(!words.isEmpty)
    let url = Self.root.appending(path: folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: url.path)
      .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".yml") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: url.appending(path: file), encoding: .utf8).lowercased()
        .split(separator: "\n").filter { !$0.hasPrefix("panel:") }.joined(separator: "\n")
      for word in words { #expect(!text.contains(word), "\(folder)/\(file) names \(word)") }
    }
  }
}
