import AuditRecord
import Reporting

/// Writes the reports of `audit losses`.
public enum LossReportFiles {
  private static func report(_ folder: String) -> SingleReport { SingleReport(folder: folder, record: "losses.json") }

  /// Makes the folder before anything is measured.
  /// - Throws: `RunError.usage`, `RunError.disk`.
  public static func prepare(_ folder: String) throws(RunError) { try report(folder).prepare() }

  /// Writes `index.html` and `losses.json`.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(_ record: LossRecord, to folder: String) throws(RunError) {
    try report(folder).write(record, page: LossPage.render(record))
  }
}
