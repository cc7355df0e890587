import AuditRecord
import Foundation
import Reporting

/// Writes a demonstration's record, table and page into its folder.
enum CodecDemoFiles {
  /// Writes `audit.json`, `cases.csv` and `index.html`, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  static func write(_ record: CodecDemoRecord, to folder: String) throws(RunError) {
    try RunStore.write(record, .record, in: folder)
    try ReportFiles.write(CodecDemoCSV.render(record), .table, in: folder)
    let page = CodecDemoPage.render(record) { path in FileManager.default.contents(atPath: "\(folder)/\(path)") }
    try ReportFiles.write(page, .page, in: folder)
  }
}
