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
  var loss: [String] = []

  @Option(help: "How to print.")
  var format = OutputFormat.text

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A folder for index.html and losses.json.", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("Attacks in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(name: .shortAndLong, help: "No progress and no warnings on stderr.")
  var quiet = false

  @OptionGroup var images: DatasetOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let losses = try chosen()
    let dataset = try images.dataset()
    if let output { try LossReportFiles.prepare(output) }
    let request = LossAudit(
      losses: losses, dataset: dataset, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed)
    let steps = StepProgress(
      total: dataset.items.count * request.attacksPerImage, noun: "attacks", isQuiet: quiet)
    let record = try await request.perform { steps.finished($0) }
    steps.end()
    if let output { try LossReportFiles.write(record, to: output) }
    switch format {
    case .json: print(String(decoding: try RecordJSON.document(record), as: UTF8.self), terminator: "")
    case .text:
      for line in LossesText.lines(record) { print(line) }
      if let output { print("\nReport: \(output)/index.html") }
    }
    for failure in record.failures { StandardError.write("audit: error: \(failure)\n") }
    return record.failures.isEmpty ? .done : .input
  }

  private func chosen() throws(RunError) -> [any Loss] {
    guard !loss.isEmpty else { return LossRegistry.all }
    let known = LossRegistry.all.map(\.id)
    for id in loss where !known.contains(id) {
      throw RunError.usage("there is no loss \"\(id)\" (known: \(known.joined(separator: ", ")))")
    }
    return LossRegistry.all.filter { loss.contains($0.id) }
  }
}
