import AuditRunner
import Scoring

/// A record of any kind in the terminal.
enum ConclusionText {
  /// What it came to, in a few lines.
  /// - Parameter folder: where its reports are; nil where there are none.
  static func lines(_ record: Conclusion, folder: String?) -> [String] {
    let report = folder.map { ["", "Report: \($0)/index.html"] } ?? []
    switch record {
    case .audit(let record): return RunSummaryText.lines(record, folder: folder ?? ".")
    case .gate(let record): return GateSummaryText.lines(record, folder: folder ?? ".")
    case .losses(let record, _): return LossesText.lines(record) + report
    case .fusion(let record, _): return FusionText.lines(record) + report
    case .demonstration(let record): return CodecDemoText.lines(record) + report.dropFirst()
    case .evaluation(let record, let header):
      return CodecEvaluationText.lines(record, metrics: [header.metric.id] + header.panel.map(\.id))
    }
  }
}

extension ProgramStatus {
  /// What a whole record ends in.
  init(of record: Conclusion) {
    switch record {
    case .audit(let record): self.init(of: record)
    case .gate(let record):
      self = record.pictures.contains { $0.failure != nil } ? .input : record.passed ? .done : .limitExceeded
    case .losses, .fusion, .demonstration, .evaluation: self = record.failures.isEmpty ? .done : .input
    }
  }
}

extension WorkOptions {
  /// Carries out an experiment, its progress on standard error.
  /// - Parameter noun: what a piece of work is called.
  func carryOut(
    _ experiment: some Performable, _ request: WorkRequest, of noun: String
  ) async throws -> Conclusion {
    let progress = progress()
    let record = try await experiment.perform(request, report: progress.reporter(of: noun))
    progress.end()
    return record
  }
}

/// Writes a record's reports, says what it came to and what could not be used.
/// - Parameters:
///   - work: how it was worked.
///   - json: whether the record itself is printed instead.
func conclude(_ record: Conclusion, _ work: WorkRequest, json: Bool = false) throws -> ProgramStatus {
  if let folder = work.output { try ReportFiles.write(record, to: folder) }
  if json {
    print(try record.json(), terminator: "")
  } else {
    for line in ConclusionText.lines(record, folder: work.output) { print(line) }
  }
  switch record {
  case .audit, .gate: break
  default: for failure in record.failures { StandardError.write("audit: error: \(failure)\n") }
  }
  return ProgramStatus(of: record)
}
