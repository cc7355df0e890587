import AuditRecord
import RunStorage

extension Conclusion {
  /// The record as a document.
  /// - Throws: `AuditError.fault`
  public func json() throws(AuditError) -> String {
    do { return String(decoding: try RecordJSON.document(record), as: UTF8.self) } catch {
      throw AuditError.fault("the record cannot be encoded: \(error)")
    }
  }

  private var record: any Encodable {
    switch self {
    case .audit(let record): return record
    case .gate(let record): return record
    case .losses(let record, _): return record
    case .fusion(let record, _): return record
    case .demonstration(let record): return record
    case .evaluation(let record, _): return record
    }
  }

  /// Writes that document, complete or not at all.
  /// - Throws: `AuditError.disk`, `AuditError.fault`
  public func write(json path: String) throws(AuditError) { try RecordFile.write(try json(), to: path) }
}
