import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import AuditRunner
@testable import Scoring

@Suite("The trend of several runs") struct RunTrendTests {
  private func row(_ inflation: Double?...) -> RunTrend.Row {
    RunTrend.Row(attack: "unsharp", start: "jpeg:30", inflation: inflation)
  }

  @Test func theRiseIsTheLastRunsOverTheOneBefore() {
    #expect(row(1, 5, 4).rise == -1)
    #expect(row(4, 4.5).rise == 0.5)
    #expect(row(1, nil, 4).rise == nil)
    #expect(row(1, nil).rise == nil)
    #expect(row(3).rise == nil)
  }

  /// Two runs by their headers alone, in folders of their own.
  private func trend(_ change: (inout RunHeader) -> Void) throws -> RunTrend {
    let first = try RunHeaderTests.header()
    var second = first
    second.startedAt = "2099-01-01T00:00:00Z"
    change(&second)
    let root = FileManager.default.temporaryDirectory.appending(path: "audit-test-\(UUID().uuidString)")
    let folders = try [second, first].enumerated().map { index, header -> String in
      let folder = root.appending(path: "\(index)").path
      _ = try RunStore<CaseRecord>(folder: folder, header: header, resume: false)
      return folder
    }
    return try RunTrend(folders)
  }

  @Test func runsStandInTheOrderOfTheirTimes() throws {
    let runs = try trend { _ in }.runs
    #expect(runs.map(\.header.startedAt).last == "2099-01-01T00:00:00Z")
  }

  @Test func whatTheRunsDifferInIsNamed() throws {
    #expect(try trend { _ in }.notes == [])
    #expect(try trend { $0.seed += 1 }.notes.map { $0.contains("seed") } == [true])
    #expect(try trend { $0.images.removeLast() }.notes.map { $0.contains("images") } == [true])
    #expect(try trend { $0.attacks[0].parameters["extra"] = 1 }.notes.map { $0.contains("attacks") } == [true])
    let several = try trend {
      $0.ladders = [:]
      $0.panel = []
    }
    #expect(several.notes.count == 2)
  }

  @Test func runsOfTwoMetricsAreNotCompared() throws {
    #expect(throws: AuditError.self) { try trend { $0.metric.id = "psnr" } }
  }
}
