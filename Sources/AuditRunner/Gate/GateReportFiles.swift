import AuditRecord
import ImageFiles
import Reporting

/// Reads and writes a gate's record and reports.
public enum GateReportFiles {
  /// Reads the record of a gate's folder.
  /// - Throws: `RunError.input` when there is none, as in the folder of a gate that was interrupted.
  public static func load(_ folder: String) throws(RunError) -> GateRecord {
    try RunStore.read(GateRecord.self, of: "a gate", in: folder)
  }

  /// Writes `audit.json`, `junit.xml`, `cases.csv` and `index.html`, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(
    _ record: GateRecord, to folder: String, formats: [ReportFiles.Format] = [.json, .junit, .csv, .html]
  ) throws(RunError) {
    for format in formats {
      switch format {
      case .json: try RunStore.write(record, .record, in: folder)
      case .junit:
        guard let junit = GateJUnit.render(record, folder: folder) else {
          throw RunError.fault("junit.xml: cannot be encoded")
        }
        try ReportFiles.write(junit, .junit, in: folder)
      case .csv: try ReportFiles.write(GateCSV.render(record), .table, in: folder)
      case .html:
        let pictures = GateRunPictures(folder: folder, record: record)
        try ReportFiles.write(GatePage.render(record, pictures: pictures), .page, in: folder)
      }
    }
  }
}
