import AuditRecord
import RunStorage

extension Conclusion {
  /// The record as a document.
  /// - Throws: `AuditError.fault`
  public func json() throws(AuditError) -> String {
    do {
      switch self {
      case .audit(let record): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      case .gate(let record): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      case .losses(let record, _): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      case .fusion(let record, _): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      case .demonstration(let record): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      case .evaluation(let record, _): return String(decoding: try RecordJSON.document(record), as: UTF8.self)
      }
    } catch {
      throw AuditError.fault("the record cannot be encoded: \(error)")
    }
  }

  /// Writes that document, complete or not at all.
  /// - Throws: `AuditError.disk`, `AuditError.fault`
  public func write(json path: String) throws(AuditError) { try RecordFile.write(try json(), to: path) }
}
