import AuditRecord
import ImageFiles
import Reporting

/// Writes a gate's reports into its folder.
public enum GateReportFiles {
  /// Writes `audit.json`, `junit.xml`, `cases.csv` and `index.html`, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(_ record: GateRecord, to folder: String) throws(RunError) {
    try RunStore.write(record, .record, in: folder)
    guard let junit = GateJUnit.render(record) else { throw RunError.fault("junit.xml: cannot be encoded") }
    try ReportFiles.write(junit, .junit, in: folder)
    try ReportFiles.write(GateCSV.render(record), .table, in: folder)
    let pictures = GateRunPictures(folder: folder, record: record)
    try ReportFiles.write(GatePage.render(record, pictures: pictures), .page, in: folder)
  }
}
