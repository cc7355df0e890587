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

  @Option(help: ArgumentHelp("A metric; may be repeated (default: vmafneg and the panel).", valueName: "id"))
  var metric: [String] = []

  @Option(help: ArgumentHelp("Writes everything measured as JSON.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Images in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Take only the first images.", valueName: "n"))
  var limitImages: Int?

  @Flag(name: .shortAndLong, help: "No progress on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let limitImages, limitImages < 1 { throw ValidationError("--limit-images must be at least 1") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    var metrics: [any QualityMetric] = []
    for id in metric { metrics.append(try audit.metric(id)) }
    if metrics.isEmpty { metrics = [try audit.metric("vmafneg")] + MetricRegistry.panel }
    var images = try DatasetScanner.scan(dataset)
    if let limitImages { images = images.limited(to: limitImages) }
    let evaluation = CodecEvaluation(
      checkpoint: try CodecPhotographs.checkpoint(checkpoint), dataset: images, metrics: metrics,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let quiet = quiet
    let result = try await evaluation.run { name in
      if !quiet { StandardError.write("measured \(name)\n") }
    }
    for line in lines(result, metrics: metrics.map(\.descriptor.id)) { print(line) }
    if let json { try CodecReportFile.write(result, to: json) }
    return .done
  }

  private func lines(_ result: CodecEvaluation.Result, metrics: [String]) -> [String] {
    var points = TextTable([("codec", .left), ("setting", .right), ("bpp", .right)] + metrics.map { ($0, .right) })
    for mean in result.means {
      points.add(
        [mean.codec, "\(mean.setting)", NumberText.fixed(mean.bitsPerPixel, 4)]
          + metrics.map { mean.values[$0].map { NumberText.fixed($0, 4) } ?? "–" })
    }
    var rates = TextTable([("anchor", .left), ("metric", .left), ("rate %", .right), ("images", .right)])
    for difference in result.differences {
      rates.add([
        difference.anchor, difference.metric, difference.meanPercent.map { NumberText.fixed($0, 2) } ?? "–",
        "\(difference.images)",
      ])
    }
    return ["\(result.checkpoint)", ""] + points.lines + [""] + rates.lines
  }
}
