import Foundation
import Testing

/// The figures that README.md quotes are those of the recorded demonstration.
@Suite("README") struct ReadmeTests {
  private struct Demonstration: Decodable {
    struct Change: Decodable {
      let value: Double
    }
    struct Arm: Decodable {
      let name: String
      let metric: Change
      let groups: [String: Change]
    }
    let arms: [Arm]
  }

  private let page: String
  private let arms: [Demonstration.Arm]

  init() throws {
    page = try String(contentsOf: ImportTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    let record = ImportTests.root.appendingPathComponent("Reports/demonstration/audit.json")
    arms = try JSONDecoder().decode(Demonstration.self, from: Data(contentsOf: record)).arms
  }

  private func arm(_ name: String) throws -> Demonstration.Arm {
    try #require(arms.first { $0.name == name })
  }

  private func text(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + String(format: "%.2f", abs(value))
  }

  @Test(arguments: [("decoder-naive", "VMAF NEG alone"), ("decoder-robust", "the robust loss")])
  func quotesTheDemonstration(_ name: String, _ title: String) throws {
    let found = try arm(name)
    let groups = try ["structure", "fidelity", "colour", "whole"].map { try #require(found.groups[$0]) }
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(title) |") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " *")) }
    #expect(cells.dropFirst().prefix(5).elementsEqual(([found.metric] + groups).map { text($0.value) }))
  }

  @Test func quotesTheShareThatTheRobustLossKeeps() throws {
    let (robust, naive) = try (arm("decoder-robust").metric.value, arm("decoder-naive").metric.value)
    let share = Int((100 * robust / naive).rounded())
    #expect(page.contains("The robust loss keeps \(share) % of the"))
  }
}
