import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import Scoring

@Suite("A record as a document") struct RecordDocumentTests {
  @Test func goldenDocument() throws {
    try Golden.expect(RecordJSON.document(SampleRun.record), equals: "audit.json")
  }

  @Test func everythingComesBack() throws {
    let record = SampleRun.record
    #expect(try RecordJSON.decode(RunRecord.self, from: RecordJSON.document(record)) == record)
  }
}
