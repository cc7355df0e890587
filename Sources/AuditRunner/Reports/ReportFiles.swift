import Foundation
import Reporting
import RunStorage
import Scoring

/// Writes the reports of a record into its folder.
public enum ReportFiles {
  /// The kinds of report, by the word of the command line.
  public enum Format: String, Sendable, CaseIterable {
    /// `index.html`
    case html
    /// `junit.xml`
    case junit
    /// The record itself: `audit.json`, `losses.json`, `fusion.json` or `evaluation.json`.
    case json
    /// `cases.csv`
    case csv
  }

  /// The reports that a kind of record has.
  public static func formats(of kind: RecordKind) -> [Format] {
    switch kind {
    case .audit, .gate: return [.html, .junit, .json, .csv]
    case .demonstration: return [.html, .json, .csv]
    case .losses, .fusion: return [.html, .json]
    case .evaluation: return [.json]
    }
  }

  /// Writes reports, each complete or not at all.
  /// - Parameter formats: nil for all that the record's kind has.
  /// - Throws: `AuditError.disk`, `AuditError.fault`; `AuditError.usage` for a report that the kind does not have.
  public static func write(
    _ record: Conclusion, to folder: String, formats: [Format]? = nil
  ) throws(AuditError) {
    let kind = record.header.kind
    let known = Self.formats(of: kind)
    for format in formats ?? [] where !known.contains(format) {
      throw AuditError.usage("\(kind.title) has no \(format.rawValue) report")
    }
    for format in formats ?? known {
      switch format {
      case .json: try record.write(json: "\(folder)/\(kind.recordFile.rawValue)")
      case .html: try write(try page(record, folder), .page, folder)
      case .junit: try write(try junit(record, folder), .junit, folder)
      case .csv: try write(table(record), .table, folder)
      }
    }
  }

  private static func write(_ text: String, _ file: RunFile, _ folder: String) throws(AuditError) {
    try RecordFile.write(text, to: "\(folder)/\(file.rawValue)")
  }

  private static func page(_ record: Conclusion, _ folder: String) throws(AuditError) -> String {
    switch record {
    case .audit(let record):
      do { return try HTMLReport.render(record, pictures: ReportPictures(folder: folder)) } catch {
        throw AuditError.fault(RunFile.page.rawValue, "the record cannot be written as JSON: \(error)")
      }
    case .gate(let record):
      return GatePage.render(record, pictures: GateRunPictures(folder: folder, record: record).pictures)
    case .losses(let record, _): return LossPage.render(record)
    case .fusion(let record, _): return FusionPage.render(record)
    case .demonstration(let record):
      return CodecDemoPage.render(record) { path in FileManager.default.contents(atPath: "\(folder)/\(path)") }
    case .evaluation: return ""
    }
  }

  private static func junit(_ record: Conclusion, _ folder: String) throws(AuditError) -> String {
    let text: String?
    let folder = WorkingFolder.relative(folder)
    switch record {
    case .audit(let record):
      text = JUnitReport.render(
        cases: record.cases, header: record.header, folder: folder, unfinished: record.unfinished,
        remarks: KnownWords.lines(record), notes: RunWords.notes(record))
    case .gate(let record): text = GateJUnit.render(record, folder: folder)
    default: text = ""
    }
    guard let text else { throw AuditError.fault(RunFile.junit.rawValue, "libxml2 could not make the document") }
    return text
  }

  private static func table(_ record: Conclusion) -> String {
    switch record {
    case .audit(let record): return CasesCSV.render(cases: record.cases, header: record.header)
    case .gate(let record): return GateCSV.render(record)
    case .demonstration(let record): return CodecDemoCSV.render(record)
    default: return ""
    }
  }
}
