import Foundation
import ImageFiles
import Reporting

/// The folder of a report that is no run: a page and one record.
struct SingleReport {
  /// The folder.
  let folder: String
  /// The record's file name; a folder that holds one is ours.
  let record: String

  /// Makes the folder, or makes sure that it may be written to: it is new, empty, or holds such a report already.
  /// - Throws: `RunError.usage` when it holds anything else, `RunError.disk`.
  func prepare() throws(RunError) {
    let entries: [String]
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      entries = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw RunError.disk("\(folder): the folder cannot be made or read")
    }
    guard entries.isEmpty || entries.contains(record) else {
      throw RunError.usage(
        "\(folder): is not empty and holds no \(record) of this program, so it is left alone; give another --output")
    }
  }

  /// Writes record and page, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  func write(_ value: some Encodable, page: String) throws(RunError) {
    let bytes: [UInt8]
    do { bytes = Array(try RecordJSON.document(value)) } catch {
      throw RunError.fault("\(record) cannot be encoded: \(error)")
    }
    do throws(ImageFileError) {
      try AtomicFile.write(bytes, to: "\(folder)/\(record)")
      try AtomicFile.write(Array(page.utf8), to: "\(folder)/\(RunFolder.File.page.rawValue)")
    } catch {
      throw RunError.disk(error.description)
    }
  }
}
