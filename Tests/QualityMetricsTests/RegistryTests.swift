import AuditRecord
import Foundation
import QualityMetrics
import Testing

/// What a new metric must bring along besides its code; each failure names the metric and what it lacks.
@Suite("Every registered metric") struct RegistryTests {
  static let descriptors = MetricRegistry.all.map(\.descriptor)
  static let page = Result {
    try String(contentsOf: WitnessTests.root.appending(path: "docs/metrics.md"), encoding: .utf8)
  }

  @Test func hasAnIdOfItsOwn() {
    let ids = Self.descriptors.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z0-9_]+/) != nil })
    #expect(Self.descriptors.allSatisfy { !$0.title.isEmpty && !$0.citation.isEmpty && !$0.family.isEmpty })
  }

  @Test(arguments: descriptors.map(\.id)) func isOnThePageOfMetrics(id: String) throws {
    #expect(try Self.page.get().contains("`\(id)`"), "docs/metrics.md says nothing of `\(id)`")
  }

  /// What may be audited can be judged without asking for a limit; a witness is never judged.
  @Test func hasALimitIfItMayBeAudited() {
    for descriptor in Self.descriptors {
      let limit = descriptor.limit
      #expect((limit != nil) == descriptor.maySteer, "\(descriptor.id) has no default limit, or one as a witness")
      #expect(limit.map { $0.value > 0 } ?? true, "\(descriptor.id)")
    }
  }

  /// Calibrated limits stand in the table of docs/metrics.md, "Default limits"; VMAF's is the published one.
  @Test func hasTheLimitOfTheTable() throws {
    let page = try Self.page.get()
    let start = try #require(page.range(of: "# Default limits\n"))
    let section = page[start.upperBound...].prefix(while: { $0 != "#" })
    for descriptor in Self.descriptors {
      guard let limit = descriptor.limit else { continue }
      let id = descriptor.id
      switch limit.source {
      case .published: #expect(descriptor.family == "vmaf" && limit.value == 6, "\(id)")
      case .calibrated:
        let cell = section.firstMatch(of: try Regex("`\(id)` \\| ([0-9.]+)", as: (Substring, Substring).self))
        let stated = cell.flatMap { Double($0.output.1) }
        #expect(stated == limit.value, "\(id): the table of default limits says \(stated.map { "\($0)" } ?? "nothing")")
      }
    }
  }

  /// The panel's groups all have a vote, and nobody but members of the panel one.
  @Test func votesInAGroup() {
    for group in PanelGroup.allCases {
      #expect(Self.descriptors.contains { $0.group == group && $0.votes }, "nobody votes in \(group)")
    }
    #expect(Self.descriptors.allSatisfy { $0.panel.map { $0.bytesPerPixel > 0 } ?? !$0.votes })
    #expect(MetricRegistry.panel.map(\.descriptor.id) == PanelMembers.all.map(\.descriptor.id))
  }
}
