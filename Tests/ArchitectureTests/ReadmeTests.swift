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

  private func text(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + String(format: "%.2f", abs(value))
  }

  @Test(arguments: [("decoder-naive", "VMAF NEG alone"), ("decoder-robust", "the robust loss")])
  func quotesTheDemonstration(_ arm: (name: String, title: String)) throws {
    let record = ImportTests.root.appendingPathComponent("Reports/demonstration/audit.json")
    let arms = try JSONDecoder().decode(Demonstration.self, from: Data(contentsOf: record)).arms
    let found = try #require(arms.first { $0.name == arm.name })
    let figures = try [found.metric] + ["structure", "fidelity", "colour", "whole"].map { try #require(found.groups[$0]) }
    let page = try String(contentsOf: ImportTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(arm.title) |") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " *")) }
    #expect(cells.dropFirst().prefix(5).elementsEqual(figures.map { text($0.value) }))
  }

  @Test func quotesTheShareThatTheRobustLossKeeps() throws {
    let record = ImportTests.root.appendingPathComponent("Reports/demonstration/audit.json")
    let arms = try JSONDecoder().decode(Demonstration.self, from: Data(contentsOf: record)).arms
    let naive = try #require(arms.first { $0.name == "decoder-naive" })
    let robust = try #require(arms.first { $0.name == "decoder-robust" })
    let share = Int((100 * robust.metric.value / naive.metric.value).rounded())
    let page = try String(contentsOf: ImportTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(page.contains("The robust loss keeps \(share) % of the"))
  }
}
