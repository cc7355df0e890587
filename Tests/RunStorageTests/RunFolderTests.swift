import AuditRecord
import Foundation
import Reporting
import Testing

@Suite("A run's folder") struct RunFolderTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func write(_ data: Data, _ file: RunFolder.File, _ folder: URL) throws {
    try data.write(to: folder.appendingPathComponent(file.rawValue))
  }

  @Test func sortsAndKeepsTheLaterOfTwo() throws {
    try withFolder { folder in
      let record = SampleRun.record
      try write(RecordJSON.document(record.header), .run, folder)
      var first = record.cases[0]
      first.measurement.seconds = 99
      let cases = [first] + record.cases.reversed()
      try write(cases.map { try RecordJSON.line($0) }.reduce(Data(), +), .cases, folder)
      try write(record.ladders.reversed().map { try RecordJSON.line($0) }.reduce(Data(), +), .ladders, folder)
      let read = try RunFolder.load(folder)
      #expect(read.header == record.header && read.cases == record.cases && read.ladders == record.ladders)
    }
  }

  @Test func aRunThatJustBeganHasNoCases() throws {
    try withFolder { folder in
      try write(RecordJSON.document(SampleRun.header), .run, folder)
      let read = try RunFolder.load(folder)
      #expect(read.cases.isEmpty && read.ladders.isEmpty)
    }
  }

  @Test func errorsNameTheFile() throws {
    try withFolder { folder in
      func error() -> RunFolderError? {
        switch Result(catching: { () throws(RunFolderError) in try RunFolder.load(folder) }) {
        case .success: return nil
        case .failure(let error): return error
        }
      }
      #expect(error()?.file == "run.json")
      try write(Data("[]".utf8), .run, folder)
      #expect(error()?.reason == "is not the header of a run")
      var header = SampleRun.header
      header.schema = 99
      try write(RecordJSON.document(header), .run, folder)
      #expect(error()?.reason.hasPrefix("has schema 99") == true)
      try write(RecordJSON.document(SampleRun.header), .run, folder)
      try write(Data("{}\n".utf8), .cases, folder)
      #expect(error() == RunFolderError(file: "cases.jsonl", reason: "line 1 is not a record of this program"))
    }
  }
}
