import ArgumentParser
import AuditRunner
import QualityMetrics

/// `audit codec evaluate`: rate–distortion points and differences in rate to JPEG and WebP.
struct CodecEvaluateCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures rate and quality, and the difference in rate to JPEG (4:2:0, optimised tables) and WebP.",
    discussion: """
      Differences are Bjøntegaard's, per image, by monotone cubics; nothing is extrapolated.

      EXAMPLES
        audit codec evaluate photographs/
        audit codec evaluate photographs/ --checkpoint decoder-naive \\
          --metric psnr --metric vmafneg --json result.json
      """)

  @OptionGroup var images: DatasetOptions

  @Option(help: ArgumentHelp("A bundled checkpoint or a file.", valueName: "name"))
  var checkpoint = "base"

  @Option(help: ArgumentHelp("A metric; may be repeated (default: vmafneg and the panel).", valueName: "id"))
  var metric: [String] = []

  @Option(help: ArgumentHelp("Writes everything measured as JSON.", valueName: "file"))
  var json: String?

  @OptionGroup var work: WorkOptions

  func perform() async throws -> Ending {
    var metrics: [any QualityMetric] = []
    for id in metric { metrics.append(try audit.metric(id)) }
    let first = try metrics.first ?? audit.metric(MetricRegistry.defaultID)
    let others = metrics.isEmpty ? MetricRegistry.panel : Array(metrics.dropFirst())
    let request = try work.request(defaultOutput: nil)
    let dataset = try images.dataset(besides: request.output)
    let evaluation = EvaluationExperiment(
      checkpoint: try CodecPhotographs.checkpoint(checkpoint), metric: first, others: others, dataset: dataset,
      work: request)
    let record = try await work.carryOut(evaluation, request, of: "image")
    if let json { try record.write(json: json) }
    return try conclude(record, request)
  }
}
