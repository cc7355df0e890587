import AuditRunner
import Reporting
import Scoring

/// A record of any kind in the terminal.
enum ConclusionText {
  /// What it came to, in a few lines.
  /// - Parameter folder: where its reports are; nil where there are none.
  static func lines(_ record: Conclusion, folder: String?) -> [String] {
    (record.unfinished.map { ["◆ \(UnfinishedWords.sentence($0))", ""] } ?? []) + finding(record, folder: folder)
  }

  private static func finding(_ record: Conclusion, folder: String?) -> [String] {
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

extension WorkOptions {
  /// Carries out an experiment, its progress on standard error. What is there when it is stopped is kept, reported as what it
  /// is, and can be gone on with.
  /// - Parameter noun: what a piece of work is called.
  func carryOut(
    _ experiment: some Performable, _ request: WorkRequest, of noun: String
  ) async throws -> Conclusion {
    let progress = progress()
    let stop = Stop(progress: progress, folder: request.output)
    LastWords.set { StandardError.lines(stop.words.isEmpty ? [] : [""] + stop.words) }
    defer { LastWords.set(nil) }
    do {
      let record = try await experiment.perform(request, report: progress.reporter(of: noun))
      progress.end()
      return record
    } catch {
      progress.end()
      if !stop.words.isEmpty { stop.report() }
      StandardError.lines(stop.words)
      throw error
    }
  }
}

/// Writes a record's reports, says what it came to and what could not be used.
/// - Parameters:
///   - work: how it was worked.
///   - json: whether the record itself is printed instead.
///   - known: where its findings go, for later runs to expect.
func conclude(
  _ record: Conclusion, _ work: WorkRequest, json: Bool = false, known: WriteExpectedOptions? = nil
) throws -> Ending {
  if let folder = work.output { try ReportFiles.write(record, to: folder) }
  if json {
    Output.document(try record.json())
  } else {
    Output.lines(ConclusionText.lines(record, folder: work.output))
  }
  // Last: what was found is told though the file cannot be written.
  try known?.write(record)
  switch record {
  case .audit, .gate: break
  default: for failure in record.failures { StandardError.line("audit: error: \(failure)") }
  }
  return Ending(of: record)
}
