import ArgumentParser
import AuditRecord
import AuditRunner
import QualityMetrics
import RunStorage

/// `audit run`: the audit itself.
struct RunCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Attacks a metric on a dataset and reports by how many points its score can be inflated.",
    discussion: """
      EXAMPLES
        audit --metric vmafneg photographs/
        audit --metric vmafneg --suite standard --output Reports/nightly photos/
        audit --metric vmafneg --max-inflation 6 photographs/  # status 1 above 6
        audit --metric vmafneg --expected known.yml photographs/  # 1 for new ones
        audit --metric vmafneg --attack none --start webp:75 photographs/
        audit --metric vmafneg --resume photographs/           # where it stopped
        audit --metric mine --metric-command 'mymetric {reference} {distorted}' p/
      """)

  @Option(help: ArgumentHelp("The metric under audit (see `audit list metrics`).", valueName: "id"))
  var metric: String

  @Option(
    help: ArgumentHelp(
      "A program that computes the metric, run without a shell: {reference} and {distorted} are PNG files, and the one "
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
    parsing: .unconditional,
    help: ArgumentHelp("End with status 1 when a case is inflated by more than this.", valueName: "points"))
  var maxInflation: Double?

  @OptionGroup var known: KnownOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if metricDirection != nil, metricCommand == nil {
      throw ValidationError("--metric-direction says how a --metric-command is read; \(metric) knows its own")
    }
    if let maxInflation, !maxInflation.isFinite || maxInflation < 0 {
      throw ValidationError("--max-inflation must be a number of at least 0")
    }
  }

  func perform() async throws -> Ending {
    let suite = try chosenSuite()
    let request = try work.request(defaultOutput: "Reports/\(metric)-\(suite.name)")
    let dataset = try images.dataset(besides: request.output)
    let objective = try audited()
    let audit = try AuditExperiment(
      metric: objective, suite: suite, dataset: dataset, maxInflation: maxInflation,
      known: try known.findings(of: .audit, metric: objective, limit: maxInflation), work: request)
    return try conclude(try await work.carryOut(audit, request, of: "case"), request, known: known.writing)
  }

  private func audited() throws -> any QualityMetric {
    guard let metricCommand else { return try audit.metric(metric) }
    return try ExternalMetric(id: metric, template: metricCommand, higherIsBetter: metricDirection != .lower)
  }

  private func chosenSuite() throws -> Suite {
    var starts: [StartSpec] = []
    for text in start {
      let spec = try StartSpec(text)
      if case .file = spec {
        throw AuditError.usage("--start takes reference, jpeg:Q, webp:Q or wavelet:Q, not \"\(text)\"")
      }
      starts.append(spec)
    }
    return try SuiteLibrary.suite(suite).restricted(attacks: attack, starts: starts)
  }
}
