import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import Losses
import Reporting

/// `audit losses`: holds losses against the panel.
struct LossesCommand: AsyncParsableCommand {
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
  var loss: [LossName] = []

  @Option(help: "How to print.")
  var format = OutputFormat.text

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A folder for index.html and losses.json.", valueName: "dir"))
  var output: String?

  @OptionGroup var jobs: JobOptions

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var verbosity: ProgressOptions

  @OptionGroup var images: DatasetOptions

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let losses = chosen
    let dataset = try images.dataset()
    if let output { try LossReportFiles.prepare(output) }
    let request = LossAudit(
      losses: losses, dataset: dataset, jobs: jobs.count, seed: seeds.seed)
    let progress = verbosity.progress()
    progress.begin(dataset.items.count * request.attacksPerImage, "attack")
    let record = try await request.perform { progress.step($0) }
    progress.end()
    if let output { try LossReportFiles.write(record, to: output) }
    switch format {
    case .json: print(String(decoding: try RecordJSON.document(record), as: UTF8.self), terminator: "")
    case .text:
      for line in LossesText.lines(record) { print(line) }
      if let output { print("\nReport: \(output)/index.html") }
    }
    for failure in record.failures { progress.fail(failure) }
    return record.failures.isEmpty ? .done : .input
  }

  /// Those asked for, in the registry's order.
  private var chosen: [any Loss] {
    loss.isEmpty ? LossRegistry.all : LossRegistry.all.filter { known in loss.contains { $0.loss.id == known.id } }
  }
}
