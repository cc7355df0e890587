import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import Reporting

/// `audit fusion`: where a metric's fusion rewards a worse feature.
struct FusionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fusion",
    abstract: "Shows where a metric's fusion rewards a worse feature.",
    discussion: """
      A fused metric turns features into a score. Where the score's derivative by a feature is negative, the metric \
      rewards losing that feature. The derivatives are taken over the feature space and at honest encodes of the dataset \
      (built-in scenes without one).

      EXAMPLES
        audit fusion --metric vmafneg
        audit fusion --metric vmafneg photographs/ --output Reports/fusion
        audit fusion --model vmaf_v0.6.1neg.json photographs/ --format json
      """)

  @Option(help: ArgumentHelp("The metric (default: vmafneg).", valueName: "id"))
  var metric: String?

  @Option(help: ArgumentHelp("A VMAF model in libvmaf's JSON, instead of the metric's own.", valueName: "file"))
  var model: String?

  @Option(help: ArgumentHelp("Encodes of each codec's ladder.", valueName: "n"))
  var rungs = 16

  @Option(help: "How to print.")
  var format = OutputFormat.text

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A folder for index.html and fusion.json.", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("Images in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "No progress and no warnings on stderr.")
  var quiet = false

  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if !(2...64).contains(rungs) { throw ValidationError("--rungs must be 2 to 64") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    var subject = try FusionSubject(try audit.metric(metric ?? "vmafneg"))
    if let model { subject = try FusionSubject(file: model) }
    let dataset = try images.dataset()
    if let output { try FusionReportFiles.prepare(output) }
    let steps = StepProgress(total: dataset.items.count, noun: "images", isQuiet: quiet)
    let request = FusionAudit(
      subject: subject, dataset: dataset, rungs: rungs,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let record = try await request.perform { steps.finished($0) }
    steps.end()
    if let output { try FusionReportFiles.write(record, to: output) }
    switch format {
    case .json: print(String(decoding: try RecordJSON.document(record), as: UTF8.self), terminator: "")
    case .text: for line in FusionText.lines(record) { print(line) }
    }
    if let output, format == .text { print("\nReport: \(output)/index.html") }
    for failure in record.failures { StandardError.write("audit: error: \(failure)\n") }
    return record.failures.isEmpty ? .done : .input
  }
}
