import ArgumentParser
import AuditRecord
import AuditRunner
import QualityMetrics

/// Which findings are known.
struct KnownOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Findings that are known: only what is new or worse fails (see docs/ci.md).", valueName: "file"))
  var expected: String?

  @OptionGroup var writing: WriteExpectedOptions

  /// The findings; nil where no file was named.
  /// - Parameter limit: the limit that was asked for; nil for the metric's own.
  /// - Throws: `AuditError.input`, naming file, line and reason.
  func findings(
    of kind: RecordKind, metric: any QualityMetric, limit: Double? = nil
  ) throws -> KnownFindings? {
    let descriptor = metric.descriptor
    let margin = KnownFindings.usualMargin(
      unit: descriptor.unit, limit: limit ?? descriptor.defaultInflationLimit)
    return try expected.map { try KnownFindingsFile.read($0, of: kind, metric: descriptor.id, margin: margin) }
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
