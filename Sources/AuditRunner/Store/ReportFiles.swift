import AuditRecord
import ImageFiles
import Reporting

/// Writes the reports of a record into its folder.
public enum ReportFiles {
  /// The kinds of report, by the word of the command line.
  public enum Format: String, Sendable, CaseIterable {
    /// `index.html`
    case html
    /// `junit.xml`
    case junit
    /// `audit.json`
    case json
    /// `cases.csv`
    case csv
  }

  /// Writes reports, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(_ record: RunRecord, to folder: String, formats: [Format]) throws(RunError) {
    for format in formats {
      switch format {
      case .html: try write(page(record, folder: folder), .page, in: folder)
      case .junit:
        guard let text = JUnitReport.render(cases: record.cases, header: record.header, folder: folder) else {
          throw RunError.fault("junit.xml: libxml2 could not make the document")
        }
        try write(text, .junit, in: folder)
      case .json: try RunStore.write(record, .record, in: folder)
      case .csv: try write(CasesCSV.render(cases: record.cases, header: record.header), .table, in: folder)
      }
    }
  }

  private static func page(_ record: RunRecord, folder: String) throws(RunError) -> String {
    do { return try HTMLReport.render(record, pictures: ReportPictures(folder: folder)) } catch {
      throw RunError.fault("index.html: the record cannot be written as JSON: \(error)")
    }
  }

  /// Writes a report's text, complete or not at all.
  static func write(_ text: String, _ name: RunFolder.File, in folder: String) throws(RunError) {
    do throws(ImageFileError) { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name.rawValue)") } catch {
      throw RunError.disk(error.description)
    }
  }
}
