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
      Without --arm all bundled checkpoints take part. The name of a checkpoint begins with decoder or encoder and may end \
      in -s and a seed; those that differ in nothing else are one arm. The folder receives index.html, audit.json, \
      cases.csv and close-ups.

      EXAMPLES
        audit codec demo photographs/
        audit codec demo photographs/ --arm decoder-naive-s1 \\
          --arm decoder-mine=tuned/model.checkpoint -o demo/
      """)

  @OptionGroup var images: DatasetOptions

  @Option(help: ArgumentHelp("A tuned checkpoint, as NAME or NAME=FILE; may be repeated.", valueName: "name"))
  var arm: [String] = []

  @Option(help: ArgumentHelp("The metric that the arms were tuned on.", valueName: "id"))
  var metric = MetricRegistry.defaultID

  @Option(help: ArgumentHelp("Rungs of each honest ladder.", valueName: "n"))
  var rungs = 10

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for page, record and table (default: Reports/METRIC-codec-demo).", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("The checkpoint that the arms were tuned from.", valueName: "name"))
  var base = CheckpointLibrary.base

  @Option(help: ArgumentHelp("Images that get close-ups.", valueName: "n"))
  var crops = 3

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var jobs: JobOptions

  @OptionGroup var verbosity: ProgressOptions

  func validate() throws {
    if crops < 0 { throw ValidationError("--crops must be at least 0") }
    if rungs < 4 { throw ValidationError("--rungs must be at least 4") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let audited = try audit.metric(metric)
    let dataset = try images.dataset()
    let base = try CodecPhotographs.checkpoint(base)
    let demonstration = CodecDemonstration(
      base: base, entries: try entries(over: base), dataset: dataset, metric: audited,
      panel: MetricRegistry.panel.filter { $0.descriptor.id != metric }, rungs: rungs, cropImages: crops, seed: seeds.seed,
      startedAt: Date.now.formatted(.iso8601), jobs: jobs.count)
    let progress = verbosity.progress()
    let folder = output ?? "Reports/\(metric)-codec-demo"
    let record = try await demonstration.run(to: folder) { progress.note($0) }
    for line in CodecDemoText.lines(record) { print(line) }
    print("Wrote \(folder)/index.html")
    return .done
  }

  private func entries(over base: Checkpoint) throws -> [CodecDemonstration.Entry] {
    let names = arm.isEmpty ? CheckpointLibrary.names.filter { $0 != CheckpointLibrary.base } : arm
    return try names.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts.first ?? text
      let checkpoint = try CodecPhotographs.checkpoint(parts.last ?? name, over: base)
      guard let entry = CodecDemonstration.Entry(name: name, checkpoint: checkpoint) else {
        throw RunError.usage("the name of a checkpoint begins with decoder or encoder, unlike \"\(text)\"")
      }
      return entry
    }
  }
}
