import ArgumentParser
import AuditRunner
import ImageFiles
import QualityMetrics
import Raster
import RunStorage

/// `audit score`: what the metrics say of a pair.
struct ScoreCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores a distorted image, or a Y4M stream frame by frame, against its reference.",
    discussion: """
      EXAMPLES
        audit score original.png decoded.png
        audit score original.png decoded.png --metric vmafneg --metric ssim \\
          --format json
        audit score original.png decoded.png --all
        audit score original.y4m decoded.y4m --metric vmaf
        audit score original.png decoded.png --model vmaf_v0.6.1neg.json
      """)

  @Argument(help: "The reference image or Y4M stream.")
  var reference: String

  @Argument(help: "The distorted one, of the same size.")
  var distorted: String

  @Option(help: ArgumentHelp("A metric; may be repeated (default: vmafneg).", valueName: "id"))
  var metric: [String] = []

  @Flag(help: "Every metric that can take the pair.")
  var all = false

  @Option(help: ArgumentHelp("A VMAF model in libvmaf's JSON.", valueName: "file"))
  var model: String?

  @Option(help: "How to print.")
  var format = OutputFormat.text

  func perform() throws -> Ending {
    let metrics = try chosen()
    let pair = try PairScores(reference: reference, distorted: distorted, metrics: metrics, skipsUnfit: all)
    switch format {
    case .json: Output.document(try pair.json())
    case .text: Output.lines(pair.text())
    }
    return .done
  }

  private func chosen() throws -> [any QualityMetric] {
    var metrics: [any QualityMetric] = []
    for id in metric where !metrics.contains(where: { $0.descriptor.id == id }) {
      metrics.append(try audit.metric(id))
    }
    if all {
      metrics += MetricRegistry.all.filter { candidate in
        !metrics.contains { $0.descriptor.id == candidate.descriptor.id }
      }
    }
    if let model {
      let read = try VMAFModel(path: model)
      metrics.append(read.metric(id: model, title: read.name))
    }
    return metrics.isEmpty ? [try audit.metric(MetricRegistry.defaultID)] : metrics
  }
}
