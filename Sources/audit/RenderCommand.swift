import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import Reporting

/// `audit render`: the reports again, from the record.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes the reports of a run again from its record, without running anything.",
    discussion: """
      EXAMPLES
        audit render Reports/vmafneg-quick
        audit render Reports/vmafneg-quick --format junit,csv
      """)

  @Argument(help: ArgumentHelp("A run's folder.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("What to write, separated by commas.", valueName: "formats"))
  var format = ReportFiles.Format.allCases.map(\.rawValue).joined(separator: ",")

  func run() async throws {
    try await concluding { try perform() }
  }

  private func perform() throws -> ProgramStatus {
    var formats: [ReportFiles.Format] = []
    for word in format.split(separator: ",") {
      guard let one = ReportFiles.Format(rawValue: String(word)) else {
        let known = ReportFiles.Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw RunError.usage("there is no report format \"\(word)\" (known: \(known))")
      }
      formats.append(one)
    }
    let record = RunRecord(try runFolder(folder))
    try ReportFiles.write(record, to: folder, formats: formats)
    for line in RunSummaryText.lines(record, folder: folder) { print(line) }
    return .done
  }
}

/// A run's folder, read.
/// - Throws: `RunError.input`
func runFolder(_ path: String) throws(RunError) -> RunFolder {
  do throws(RunFolderError) { return try RunFolder.load(URL(fileURLWithPath: path)) } catch {
    throw RunError.input("\(path): \(error)")
  }
}
