import ArgumentParser
import AuditRunner
import Foundation
import QualityMetrics
import Reporting

/// `audit codec evaluate`: rate–distortion points and differences in rate to JPEG and WebP.
struct CodecEvaluateCommand: AsyncParsableCommand {
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

  @Argument(help: "Folders and files.")
  var dataset: [String]

  @Option(help: ArgumentHelp("A bundled checkpoint or a file.", valueName: "name"))
  var checkpoint = "base"

  @Option(help: ArgumentHelp("A metric; may be repeated (default: \(MetricRegistry.defaultID) and the panel).", valueName: "id"))
  var metric: [String] = []

  @Option(help: ArgumentHelp("Writes everything measured as JSON.", valueName: "file"))
  var json: String?

  @OptionGroup var jobs: JobOptions

  @Option(help: ArgumentHelp("Take only the first images.", valueName: "n"))
  var limitImages: Int?

  @OptionGroup var verbosity: ProgressOptions

  func validate() throws {
    if let limitImages, limitImages < 1 { throw ValidationError("--limit-images must be at least 1") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    var metrics: [any QualityMetric] = []
    for id in metric { metrics.append(try audit.metric(id)) }
    if metrics.isEmpty { metrics = [try audit.metric(MetricRegistry.defaultID)] + MetricRegistry.panel }
    var images = try DatasetScanner.scan(dataset)
    if let limitImages { images = images.limited(to: limitImages) }
    let evaluation = CodecEvaluation(
      checkpoint: try CodecPhotographs.checkpoint(checkpoint), dataset: images, metrics: metrics,
      jobs: jobs.count)
    let progress = verbosity.progress()
    progress.begin(images.items.count, "image")
    let result = try await evaluation.run { progress.step($0) }
    progress.end()
    for line in lines(result, metrics: metrics.map(\.descriptor.id)) { print(line) }
    if let json { try CodecReportFile.write(result, to: json) }
    return .done
  }

  private func lines(_ result: CodecEvaluation.Result, metrics: [String]) -> [String] {
    var points = TextTable([("codec", .left), ("setting", .right), ("bpp", .right)] + metrics.map { ($0, .right) })
    for mean in result.means {
      points.add(
        [mean.codec, "\(mean.setting)", fixed(mean.bitsPerPixel, 4)]
          + metrics.map { mean.values[$0].map { fixed($0, 4) } ?? "–" })
    }
    var rates = TextTable([("anchor", .left), ("metric", .left), ("rate %", .right), ("images", .right)])
    for difference in result.differences {
      rates.add([
        difference.anchor, difference.metric, difference.meanPercent.map { fixed($0, 2) } ?? "–",
        "\(difference.images)",
      ])
    }
    return ["\(result.checkpoint)", ""] + points.lines + [""] + rates.lines
  }
}
