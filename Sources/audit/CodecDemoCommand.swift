import ArgumentParser
import AuditRunner
import Foundation
import LearnedCodec
import QualityMetrics

/// `audit codec demo`: what tuning on a metric does to metric and panel.
struct CodecDemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Compares fine-tuned decoders and encoders with their base, by the metric and by the panel.",
    discussion: """
      Without --arm all bundled checkpoints take part. The name of an arm begins with decoder or encoder.

      EXAMPLES
        audit codec demo photographs/
        audit codec demo photographs/ --arm decoder-naive --arm decoder-robust --json demo.json
      """)

  @Argument(help: "Folders and files; the built-in scenes without any.")
  var dataset: [String] = []

  @Option(help: ArgumentHelp("A tuned checkpoint, as NAME or NAME=FILE; may be repeated.", valueName: "name"))
  var arm: [String] = []

  @Option(help: ArgumentHelp("The metric that the arms were tuned on.", valueName: "id"))
  var metric = "vmafneg"

  @Option(help: ArgumentHelp("Rungs of each honest ladder.", valueName: "n"))
  var rungs = 12

  @Option(help: ArgumentHelp("Take only the first images.", valueName: "n"))
  var limitImages: Int?

  @Option(help: ArgumentHelp("Writes everything measured as JSON.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Images in work at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(name: .shortAndLong, help: "No progress on stderr.")
  var quiet = false

  func validate() throws {
    if jobs < 1 || rungs < 4 { throw ValidationError("--jobs must be at least 1, --rungs at least 4") }
    if let limitImages, limitImages < 1 { throw ValidationError("--limit-images must be at least 1") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let audited = try audit.metric(metric)
    var images = dataset.isEmpty ? Dataset.scenes() : try DatasetScanner.scan(dataset)
    if let limitImages { images = images.limited(to: limitImages) }
    let demonstration = CodecDemonstration(
      base: try CodecPhotographs.checkpoint(CheckpointLibrary.base), arms: try arms(), dataset: images,
      metric: audited, panel: MetricRegistry.panel.filter { $0.descriptor.id != metric }, rungs: rungs, jobs: jobs)
    let quiet = quiet
    let result = try await demonstration.run { name in
      if !quiet { StandardError.write("measured \(name)\n") }
    }
    for line in lines(result) { print(line) }
    if let json { try CodecReportFile.write(result, to: json) }
    return .done
  }

  private func arms() throws -> [CodecDemonstration.Arm] {
    let names = arm.isEmpty ? CheckpointLibrary.names.filter { $0 != CheckpointLibrary.base } : arm
    return try names.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first,
        let part = FineTuningOptions.Part.allCases.first(where: { name.hasPrefix($0.rawValue) })
      else { throw RunError.usage("the name of an arm begins with decoder or encoder, unlike \"\(text)\"") }
      return CodecDemonstration.Arm(
        name: name, part: part, checkpoint: try CodecPhotographs.checkpoint(parts.last ?? name))
    }
  }

  private func lines(_ result: CodecDemonstrationResult) -> [String] {
    let groups = ["structure", "fidelity", "colour", "whole"]
    var decoders = TextTable(
      [("decoder", .left), ("\(result.metric)", .right), ("±", .right)] + groups.map { ($0, .right) })
    var encoders = TextTable(
      [("encoder", .left), ("\(result.metric) rate %", .right), ("psnr rate %", .right), ("msssim rate %", .right)])
    for summary in result.summaries {
      if summary.part == FineTuningOptions.Part.decoder.rawValue {
        decoders.add(
          [summary.arm, signed(summary.scoreChange), fixed(summary.scoreError, 2)]
            + groups.map { summary.impliedChanges[$0].map(signed) ?? "–" })
      } else {
        encoders.add(
          [summary.arm] + [result.metric, "psnr", "msssim"].map { summary.rateDifferences[$0].map(signed) ?? "–" })
      }
    }
    return ["Changes from the base in points; groups by implied change", ""] + decoders.lines + [""] + encoders.lines
  }

  private func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + fixed(value, 2) }
}
