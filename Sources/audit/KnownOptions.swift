import ArgumentParser
import AuditRecord
import AuditRunner

/// Which findings are known.
struct KnownOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Findings that are known: only what is new or worse fails (see docs/ci.md).", valueName: "file"))
  var expected: String?

  @OptionGroup var writing: WriteExpectedOptions

  /// The findings; nil where no file was named.
  /// - Throws: `AuditError.input`, naming file, line and reason.
  func findings(of kind: RecordKind, metric: String) throws -> KnownFindings? {
    try expected.map { try KnownFindingsFile.read($0, of: kind, metric: metric) }
  }
}

/// Where the findings of a record go, for later runs to expect.
struct WriteExpectedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write what was found, for --expected to read.", valueName: "file"))
  var writeExpected: String?

  /// Writes them where that was asked for.
  func write(_ record: Conclusion) throws {
    if let writeExpected { try KnownFindingsFile.write(record, to: writeExpected) }
  }
}
