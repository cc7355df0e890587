import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import QualityMetrics
import Scoring

/// `audit gate`: did the new build earn its score?
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract:
      "Compares a codec's candidate build with its baseline and fails when the metric rose and the picture did not.",
    discussion: """
      Pictures are matched by name with the references; several rates stand in subfolders, RATE/NAME.png. Sizes come from \
      --bits (columns side,rate,image,bytes), from the only other file of a picture's name beside it, or from the codecs. \
      Pictures are PNG, TIFF, JPEG, WebP, or Y4M of one frame and limited range.

      EXAMPLES
        audit gate --reference originals/ --baseline old/ --candidate new/
        audit gate --reference originals/ --baseline old/ --candidate new/ \\
          --bits sizes.csv --max-regression 1
        audit gate --reference originals/ --baseline-run Reports/release \\
          --candidate-codec 'cwebp -quiet -q {q} {input} -o {output}' \\
          --candidate-decoder 'dwebp -quiet {input} -o {output}' \\
          --qualities 30,50,70,90
        audit gate --reference originals/ --baseline-checkpoint base \\
          --candidate-checkpoint decoder-naive
      """)

  @Option(help: ArgumentHelp("The folder of originals.", valueName: "dir"))
  var reference: String

  @Option(help: ArgumentHelp("The baseline's decoded pictures.", valueName: "dir"))
  var baseline: String?

  @Option(help: ArgumentHelp("The candidate's decoded pictures.", valueName: "dir"))
  var candidate: String?

  @Option(help: ArgumentHelp("The metric that the candidate claims to have gained in.", valueName: "id"))
  var metric = "vmafneg"

  @Option(help: ArgumentHelp("The suite whose ladders and panel are used.", valueName: "suite"))
  var suite = "standard"

  @Option(help: ArgumentHelp("A table of sizes: side,rate,image,bytes.", valueName: "file.csv"))
  var bits: String?

  @Option(help: ArgumentHelp("Qualities for the codecs' commands, comma-separated.", valueName: "list"))
  var qualities: String?

  @Option(help: ArgumentHelp("The baseline's encoder: {input} PNG, {output} bitstream, {q}.", valueName: "command"))
  var baselineCodec: String?

  @Option(help: ArgumentHelp("The baseline's decoder: {input} bitstream, {output} PNG.", valueName: "command"))
  var baselineDecoder: String?

  @Option(help: ArgumentHelp("The candidate's encoder.", valueName: "command"))
  var candidateCodec: String?

  @Option(help: ArgumentHelp("The candidate's decoder.", valueName: "command"))
  var candidateDecoder: String?

  @Option(help: ArgumentHelp("The built-in codec with a checkpoint, as the baseline.", valueName: "id|file"))
  var baselineCheckpoint: String?

  @Option(help: ArgumentHelp("The built-in codec with a checkpoint, as the candidate.", valueName: "id|file"))
  var candidateCheckpoint: String?

  @Option(help: ArgumentHelp("An earlier gate whose baseline is taken as it was measured.", valueName: "dir"))
  var baselineRun: String?

  @Option(
    help: ArgumentHelp(
      "Limits from audit calibrate-gate (default: those that come with the program).", valueName: "json"))
  var bands: String?

  @Option(help: ArgumentHelp("Seconds that one call of a codec may take.", valueName: "seconds"))
  var timeout = TimeLimit.usual.seconds

  @Flag(help: "Fail when the metric gains more than every group of the panel.")
  var strict = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fail when the metric or a group of the panel falls by more than this.", valueName: "points"))
  var maxRegression: Double?

  @Flag(help: "Fail when the images do not decide it.")
  var failInconclusive = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the report (default: Reports/METRIC-gate).", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("References in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Take the I-th of N parts of the references only, counted from 1.", valueName: "i/n"))
  var shard: String?

  @Flag(name: .shortAndLong, help: "No progress on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let maxRegression, !maxRegression.isFinite || maxRegression < 0 {
      throw ValidationError("--max-regression must be a number of at least 0")
    }
    do { _ = try TimeLimit(seconds: timeout) } catch { throw ValidationError("--timeout: \(error)") }
    if let shard, Shard(shard) == nil { throw ValidationError("--shard takes I/N with 1 ≤ I ≤ N, as in 2/4") }
    let baselines = [baseline, baselineCodec, baselineCheckpoint, baselineRun].count { $0 != nil }
    guard baselines == 1 else {
      throw ValidationError("give one of --baseline, --baseline-codec, --baseline-checkpoint and --baseline-run")
    }
    guard [candidate, candidateCodec, candidateCheckpoint].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("give one of --candidate, --candidate-codec and --candidate-checkpoint")
    }
  }

  func run() async throws {
    try await concluding { try await perform() }
  }

  private func perform() async throws -> ProgramStatus {
    let options = try options()
    let quiet = quiet
    let record = try await GateRun.perform(options) { event in
      if !quiet { StandardError.write(line(event)) }
    }
    try GateReportFiles.write(record, to: options.output)
    for line in GateSummaryText.lines(record, folder: options.output) { print(line) }
    if record.pictures.contains(where: { $0.failure != nil }) { return .input }
    return record.passed ? .done : .limitExceeded
  }

  private func line(_ event: GateRun.Event) -> String {
    switch event {
    case .began(let references): return "audit: \(references) references\n"
    case .measured(let reference, let unusable):
      return "audit: \(reference)\(unusable > 0 ? ": \(unusable) pictures could not be used" : "")\n"
    }
  }

  private func options() throws -> GateOptions {
    let audited = try audit.metric(metric)
    return GateOptions(
      metric: audited, suite: try SuiteLibrary.suite(suite), references: reference,
      baseline: try source(
        folder: baseline, encoder: baselineCodec, decoder: baselineDecoder, checkpoint: baselineCheckpoint,
        saved: baselineRun),
      candidate: try source(
        folder: candidate, encoder: candidateCodec, decoder: candidateDecoder, checkpoint: candidateCheckpoint,
        saved: nil),
      bits: bits,
      bands: try bands.map(GateBandsFile.read) ?? .calibrated(for: MetricInfo(audited.descriptor, votesOn: nil)),
      strict: strict, maxRegression: maxRegression, failInconclusive: failInconclusive,
      output: output ?? "Reports/\(metric)-gate", jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      seed: seed, shard: shard.flatMap(Shard.init), startedAt: Date.now.formatted(.iso8601))
  }

  private func source(
    folder: String?, encoder: String?, decoder: String?, checkpoint: String?, saved: String?
  ) throws -> GateOptions.Source {
    if let folder { return .folder(folder) }
    if let saved { return .savedRun(saved) }
    let list = (qualities ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    if let checkpoint { return .checkpoint(try GateCheckpoint(name: checkpoint, rates: list)) }
    guard let encoder, let decoder else { throw RunError.usage("a codec needs its encoder and its decoder") }
    return .codec(
      try CodecCommand(
        encoder: encoder, decoder: decoder, qualities: list, limit: try TimeLimit(seconds: timeout)))
  }
}
