import AuditRecord
import Foundation
import Glibc
import ImageFiles

/// The files of a record, read and written whole.
public enum RecordFile {
  /// Writes one value as a document, complete or not at all.
  /// - Throws: `AuditError.disk`, `AuditError.fault`.
  public static func write(_ value: some Encodable, to path: String) throws(AuditError) {
    let bytes: [UInt8]
    do { bytes = Array(try RecordJSON.document(value)) } catch {
      throw AuditError.fault(path, "cannot be encoded: \(error)")
    }
    try store(bytes, at: path)
  }

  /// Writes a text, complete or not at all.
  /// - Throws: `AuditError.disk`
  public static func write(_ text: String, to path: String) throws(AuditError) {
    try store(Array(text.utf8), at: path)
  }

  static func store(_ bytes: [UInt8], at path: String) throws(AuditError) {
    do throws(ImageFileError) { try AtomicFile.write(bytes, to: path) } catch { throw AuditError(writing: error) }
  }

  /// A file's bytes.
  /// - Throws: `AuditError.input`
  public static func contents(of path: String) throws(AuditError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else { throw AuditError.input(path, "cannot be read") }
    return data
  }

  /// The lines of a folder's file; none where there is no such file.
  /// - Throws: `AuditError.input` naming file and line.
  static func lines<Value: Decodable>(
    _ type: Value.Type, _ file: RunFile, in folder: String
  ) throws(AuditError) -> RecordJSON.Lines<Value> {
    let path = "\(folder)/\(file.rawValue)"
    guard FileManager.default.fileExists(atPath: path) else { return RecordJSON.Lines(values: [], intactBytes: 0) }
    let data = try contents(of: path)
    do { return try RecordJSON.lines(type, from: data) } catch let error as RecordJSON.MalformedLine {
      throw AuditError.input(path, "line \(error.number) is not a record of this program")
    } catch {
      throw AuditError.input(path, "is not a record of this program")
    }
  }
}
