import ArgumentParser
import AuditRecord
import AuditRunner
import QualityMetrics
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

  @Option(help: ArgumentHelp("The metric (default: \(MetricRegistry.defaultID)).", valueName: "id"))
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

  @OptionGroup var jobs: JobOptions

  @OptionGroup var verbosity: ProgressOptions

  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if !(2...64).contains(rungs) { throw ValidationError("--rungs must be 2 to 64") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    var subject = try FusionSubject(try audit.metric(metric ?? MetricRegistry.defaultID))
    if let model { subject = try FusionSubject(file: model) }
    let dataset = try images.dataset()
    if let output { try FusionReportFiles.prepare(output) }
    let progress = verbosity.progress()
    progress.begin(dataset.items.count, "image")
    let request = FusionAudit(
      subject: subject, dataset: dataset, rungs: rungs,
      jobs: jobs.count)
    let record = try await request.perform { progress.step($0) }
    progress.end()
    if let output { try FusionReportFiles.write(record, to: output) }
    switch format {
    case .json: print(String(decoding: try RecordJSON.document(record), as: UTF8.self), terminator: "")
    case .text: for line in FusionText.lines(record) { print(line) }
    }
    if let output, format == .text { print("\nReport: \(output)/index.html") }
    for failure in record.failures { progress.fail(failure) }
    return record.failures.isEmpty ? .done : .input
  }
}
