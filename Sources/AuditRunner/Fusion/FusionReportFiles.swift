import AuditRecord
import Reporting

/// Writes the reports of `audit fusion`.
public enum FusionReportFiles {
  private static func report(_ folder: String) -> SingleReport { SingleReport(folder: folder, record: "fusion.json") }

  /// Makes the folder before anything is measured.
  /// - Throws: `RunError.usage`, `RunError.disk`.
  public static func prepare(_ folder: String) throws(RunError) { try report(folder).prepare() }

  /// Writes `index.html` and `fusion.json`.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(_ record: FusionRecord, to folder: String) throws(RunError) {
    try report(folder).write(record, page: FusionPage.render(record))
  }
}
