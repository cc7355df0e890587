import ArgumentParser
import AuditRunner
import QualityMetrics
import RunStorage

/// `audit fusion`: where a metric's fusion rewards a worse feature.
struct FusionCommand: StatusCommand {
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

  @OptionGroup var work: WorkOptions
  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if !(2...64).contains(rungs) { throw ValidationError("--rungs must be 2 to 64") }
  }

  func perform() async throws -> Ending {
    var subject = try FusionSubject(try audit.metric(metric ?? MetricRegistry.defaultID))
    if let model { subject = try FusionSubject(file: model) }
    let request = try work.request(defaultOutput: nil)
    let dataset = try images.dataset(besides: request.output)
    let fusion = FusionExperiment(subject: subject, rungs: rungs, dataset: dataset, work: request)
    return try conclude(try await work.carryOut(fusion, request, of: "image"), request, json: format == .json)
  }
}
