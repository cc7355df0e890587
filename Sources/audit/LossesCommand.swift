import ArgumentParser
import AuditRunner
import Losses
import RunStorage

/// `audit losses`: holds losses against the panel.
struct LossesCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "losses",
    abstract: "Compares losses with the panel: what they prefer, and what descending them does.",
    discussion: """
      Ranking: over honest encodes and pictures that attacks on VMAF NEG made, how often a loss prefers the picture that \
      the panel finds worse. Susceptibility: gradient attacks run on the loss itself, from honest encodes; what becomes of \
      the panel's implied scores. Metrics that a loss is made of do not vote.

      EXAMPLES
        audit losses photographs/
        audit losses --loss naive --loss robust photographs/ --output Reports/losses
        audit losses --limit-images 2 --format json
      """)

  @Option(help: ArgumentHelp("A loss (see `audit list losses`); may be repeated (default: all).", valueName: "id"))
  var loss: [String] = []

  @Option(help: "How to print.")
  var format = OutputFormat.text

  @OptionGroup var work: WorkOptions
  @OptionGroup var images: DatasetOptions

  func perform() async throws -> Ending {
    let request = try work.request(defaultOutput: nil)
    let dataset = try images.dataset(besides: request.output)
    let losses = try LossExperiment(losses: try chosen(), dataset: dataset, work: request)
    return try conclude(try await work.carryOut(losses, request, of: "attack"), request, json: format == .json)
  }

  private func chosen() throws(AuditError) -> [any Loss] {
    guard !loss.isEmpty else { return LossRegistry.all }
    let known = LossRegistry.all.map(\.id)
    for id in loss where !known.contains(id) {
      throw AuditError.usage("there is no loss \"\(id)\" (known: \(known.joined(separator: ", ")))")
    }
    return LossRegistry.all.filter { loss.contains($0.id) }
  }
}
