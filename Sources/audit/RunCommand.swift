import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import QualityMetrics

/// `audit run`: the audit itself.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Attacks a metric on a dataset and reports by how many points its score can be inflated.",
    discussion: """
      EXAMPLES
        audit --metric vmafneg photographs/
        audit --metric vmafneg --suite standard --output Reports/nightly photos/
        audit --metric vmafneg --max-inflation 6 photographs/  # status 1 above 6
        audit --metric vmafneg --attack none --start webp:75 photographs/
        audit --metric vmafneg --resume photographs/           # where it stopped
        audit --metric mine --metric-command 'mymetric {reference} {distorted}' p/
      """)

  @Option(help: ArgumentHelp("The metric under audit (see `audit list metrics`).", valueName: "id"))
  var metric: String

  @Option(
    help: ArgumentHelp(
      "A program that computes the metric, run without a shell: {reference} and {distorted} are PNG files, the last "
        + "number that it prints is the value. --metric is then its name.", valueName: "command"))
  var metricCommand: String?

  @Option(
    help: ArgumentHelp("Which way the metric of --metric-command is better (default: higher).", valueName: "way"))
  var metricDirection: Direction?

  enum Direction: String, ExpressibleByArgument, CaseIterable { case higher, lower }

  @Option(help: ArgumentHelp("A built-in suite (see `audit list suites`) or a YAML file.", valueName: "suite"))
  var suite = "quick"

  @Option(help: ArgumentHelp("Keep this attack of the suite only; may be repeated.", valueName: "id"))
  var attack: [String] = []

  @Option(
    help: ArgumentHelp(
      "Begin from this start (reference, jpeg:Q, webp:Q, wavelet:Q) instead of the suite's; may be repeated.",
      valueName: "spec"))
  var start: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the report (default: Reports/METRIC-SUITE).", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("Cases in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("End with status 1 when a case is inflated by more than this.", valueName: "points"))
  var maxInflation: Double?

  @Flag(help: "Go on with the run in the output folder.")
  var resume = false

  @Option(help: ArgumentHelp("Run the I-th of N parts of the images only, counted from 1.", valueName: "i/n"))
  var shard: String?

  @Flag(name: .shortAndLong, help: "No progress and no warnings on stderr.")
  var quiet = false

  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if metricDirection != nil, metricCommand == nil {
      throw ValidationError("--metric-direction says how a --metric-command is read; \(metric) knows its own")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let maxInflation, !maxInflation.isFinite || maxInflation < 0 {
      throw ValidationError("--max-inflation must be a number of at least 0")
    }
    if let shard, Shard(shard) == nil { throw ValidationError("--shard takes I/N with 1 ≤ I ≤ N, as in 2/4") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let progress = Progress(console: Console(), isQuiet: quiet)
    let options = try options()
    let record = try await AuditRun.perform(options) { progress.report($0) }
    progress.end()
    try ReportFiles.write(record, to: options.output, formats: ReportFiles.Format.allCases)
    for line in RunSummaryText.lines(record, folder: options.output) { print(line) }
    return ProgramStatus(of: record)
  }

  private func options() throws -> RunOptions {
    let audited: any QualityMetric
    if let metricCommand {
      audited = try ExternalMetric(id: metric, template: metricCommand, higherIsBetter: metricDirection != .lower)
    } else {
      audited = try audit.metric(metric)
    }
    var starts: [StartSpec] = []
    for text in start {
      let spec = try StartSpec(text)
      if case .file = spec {
        throw RunError.usage("--start takes reference, jpeg:Q, webp:Q or wavelet:Q, not \"\(text)\"")
      }
      starts.append(spec)
    }
    let chosen = try SuiteLibrary.suite(suite).restricted(attacks: attack, starts: starts)
    let dataset = try images.dataset()
    return RunOptions(
      metric: audited, suite: chosen, dataset: dataset, output: output ?? "Reports/\(metric)-\(chosen.name)",
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed, maxInflation: maxInflation,
      resume: resume, shard: shard.flatMap(Shard.init), startedAt: Date.now.formatted(.iso8601))
  }
}
