import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import Reporting

/// `audit render`: the reports again, from the record.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes the reports of a run, a gate or a demonstration again from its record, without running anything.",
    discussion: """
      A demonstration's pictures are judged again, by the rules of this version; a gate's verdict stays as it was.

      EXAMPLES
        audit render Reports/vmafneg-quick
        audit render Reports/vmafneg-quick --format junit,csv
        audit render Reports/vmafneg-gate
      """)

  @Argument(help: ArgumentHelp("A run's folder.", valueName: "dir"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "What to write, separated by commas: \(known) (default: all that there is).", valueName: "formats"))
  var format: String?

  private static let known = ReportFiles.Format.allCases.map(\.rawValue).joined(separator: ", ")

  func run() async throws {
    try await concluding { try perform() }
  }

  private func perform() throws -> ProgramStatus {
    let formats = try formats()
    let kind: RunKind
    do throws(RunFolderError) { kind = try RunFolder.kind(of: URL(fileURLWithPath: folder)) } catch {
      throw RunError.input("\(folder): \(error)")
    }
    let lines: [String]
    switch kind {
    case .audit:
      let record = RunRecord(try runFolder(folder))
      try ReportFiles.write(record, to: folder, formats: formats ?? ReportFiles.Format.allCases)
      lines = RunSummaryText.lines(record, folder: folder)
    case .gate:
      let record = try GateReportFiles.load(folder)
      try GateReportFiles.write(record, to: folder, formats: formats ?? ReportFiles.Format.allCases)
      lines = GateSummaryText.lines(record, folder: folder)
    case .demonstration:
      let record = CodecDemoFiles.judged(try CodecDemoFiles.load(folder))
      try CodecDemoFiles.write(record, to: folder, formats: formats ?? CodecDemoFiles.formats)
      lines = CodecDemoText.lines(record)
    }
    for line in lines { print(line) }
    return .done
  }

  /// What was asked for; nil for everything.
  private func formats() throws(RunError) -> [ReportFiles.Format]? {
    guard let format else { return nil }
    var formats: [ReportFiles.Format] = []
    for word in format.split(separator: ",") {
      guard let one = ReportFiles.Format(rawValue: String(word)) else {
        throw RunError.usage("there is no report format \"\(word)\" (known: \(Self.known))")
      }
      formats.append(one)
    }
    return formats
  }
}

/// A run's folder, read.
/// - Throws: `RunError.input`
func runFolder(_ path: String) throws(RunError) -> RunFolder {
  do throws(RunFolderError) { return try RunFolder.load(URL(fileURLWithPath: path)) } catch {
    throw RunError.input("\(path): \(error)")
  }
}
