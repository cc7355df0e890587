import AuditRecord
import Foundation
import Raster
import Reporting
import Scoring

/// Reads and writes a demonstration's record, table and page.
public enum CodecDemoFiles {
  /// What a demonstration has; it has no test cases.
  public static let formats: [ReportFiles.Format] = [.json, .csv, .html]

  /// Reads the record of a demonstration's folder.
  /// - Throws: `RunError.input` when there is none.
  public static func load(_ folder: String) throws(RunError) -> CodecDemoRecord {
    try RunStore.read(CodecDemoRecord.self, of: "a demonstration", in: folder)
  }

  /// A record with its pictures judged by the rules of this version of the program: pure, and the same as what a
  /// demonstration that measures the same pictures says.
  public static func judged(_ record: CodecDemoRecord) -> CodecDemoRecord {
    var random = SeededRandom(seed: record.run.seed, label: "codec demo")
    var result = record
    (result.comparisons, result.arms) = scoreCodecDemo(
      record.pictures, base: CodecDemonstration.baseName, checkpoints: record.checkpoints, ladders: record.ladders,
      rates: record.rates, run: record.run, random: &random)
    result.schema = CodecDemoRecord.currentSchema
    return result
  }

  /// Writes `audit.json`, `cases.csv` and `index.html`, each complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`; `RunError.usage` for a format that a demonstration does not have.
  public static func write(
    _ record: CodecDemoRecord, to folder: String, formats: [ReportFiles.Format] = formats
  ) throws(RunError) {
    for format in formats where !Self.formats.contains(format) {
      throw RunError.usage("a demonstration has no test cases, so there is no \(format.rawValue) of it")
    }
    for format in formats {
      switch format {
      case .json: try RunStore.write(record, .record, in: folder)
      case .csv: try ReportFiles.write(CodecDemoCSV.render(record), .table, in: folder)
      case .html:
        let page = CodecDemoPage.render(record) { path in FileManager.default.contents(atPath: "\(folder)/\(path)") }
        try ReportFiles.write(page, .page, in: folder)
      case .junit: break
      }
    }
  }
}
