import ArgumentParser
import AuditRunner
import LearnedCodec
import QualityMetrics
import RunStorage

/// `audit codec demo`: what tuning on a metric does to metric and panel.
struct CodecDemoCommand: StatusCommand {
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

  @Option(help: ArgumentHelp("The checkpoint that the arms were tuned from.", valueName: "name"))
  var base = CheckpointLibrary.base

  @Option(help: ArgumentHelp("Images that get close-ups.", valueName: "n"))
  var crops = 3

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if crops < 0 { throw ValidationError("--crops must be at least 0") }
    if rungs < 4 { throw ValidationError("--rungs must be at least 4") }
  }

  func perform() async throws -> Ending {
    let audited = try audit.metric(metric)
    let request = try work.request(defaultOutput: "Reports/\(metric)-codec-demo")
    let dataset = try images.dataset(besides: request.output)
    let base = try CodecPhotographs.checkpoint(base)
    let demonstration = DemonstrationExperiment(
      base: base, entries: try entries(over: base), metric: audited,
      panel: MetricRegistry.panel.filter { $0.descriptor.id != metric }, rungs: rungs, closeUps: crops,
      dataset: dataset, work: request)
    return try conclude(try await work.carryOut(demonstration, request, of: "checkpoint"), request)
  }

  private func entries(over base: Checkpoint) throws -> [DemonstrationEntry] {
    let names = arm.isEmpty ? CheckpointLibrary.names.filter { $0 != CheckpointLibrary.base } : arm
    return try names.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts.first ?? text
      let checkpoint = try CodecPhotographs.checkpoint(parts.last ?? name, over: base)
      guard let entry = DemonstrationEntry(name: name, checkpoint: checkpoint) else {
        throw AuditError.usage("the name of a checkpoint begins with decoder or encoder, unlike \"\(text)\"")
      }
      return entry
    }
  }
}
