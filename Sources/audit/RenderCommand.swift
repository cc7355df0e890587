import ArgumentParser
import AuditRunner
import Reporting
import RunStorage

/// `audit render`: the reports again, from the record.
struct RenderCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes the reports of any record again, without running anything.",
    discussion: """
      What was measured is judged again, by the rules of this version.

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

  @OptionGroup var expected: WriteExpectedOptions

  private static let known = ReportFiles.Format.allCases.map(\.rawValue).joined(separator: ", ")

  func perform() throws -> Ending {
    let formats = try formats()
    let record = try Conclusion(reading: folder)
    try ReportFiles.write(record, to: folder, formats: formats)
    try expected.write(record)
    Output.lines(ConclusionText.lines(record, folder: folder))
    // What a run came to was its own exit status; here only what is no whole record is one.
    return record.unfinished.map { Ending.not(.input, because: UnfinishedWords.sentence($0)) } ?? .done
  }

  /// What was asked for; nil for everything.
  private func formats() throws(AuditError) -> [ReportFiles.Format]? {
    guard let format else { return nil }
    var formats: [ReportFiles.Format] = []
    for word in format.split(separator: ",") {
      guard let one = ReportFiles.Format(rawValue: String(word)) else {
        throw AuditError.usage("there is no report format \"\(word)\" (known: \(Self.known))")
      }
      formats.append(one)
    }
    return formats
  }
}
