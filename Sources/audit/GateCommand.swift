import ArgumentParser
import AuditRecord
import AuditRunner
import Foundation
import QualityMetrics
import RunStorage
import Scoring

/// `audit gate`: did the new build earn its score?
struct GateCommand: StatusCommand {
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
        audit gate --plan --effect 0.5
      """)

  @Option(help: ArgumentHelp("The folder of originals.", valueName: "dir"))
  var reference: String?

  @Option(help: ArgumentHelp("The baseline's decoded pictures.", valueName: "dir"))
  var baseline: String?

  @Option(help: ArgumentHelp("The candidate's decoded pictures.", valueName: "dir"))
  var candidate: String?

  @Option(help: ArgumentHelp("The metric that the candidate claims to have gained in.", valueName: "id"))
  var metric = MetricRegistry.defaultID

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

  @Flag(
    help: "Fail when the metric gains more than every group of the panel, or when the groups contradict each other.")
  var strict = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fail when the metric or a group of the panel falls by more than this.", valueName: "points"))
  var maxRegression: Double?

  @Flag(help: "Fail when the images do not decide it.")
  var failInconclusive = false

  @OptionGroup var planning: GatePlanOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var work: WorkOptions

  func validate() throws {
    if let maxRegression, !maxRegression.isFinite || maxRegression < 0 {
      throw ValidationError("--max-regression must be a number of at least 0")
    }
    do { _ = try TimeLimit(seconds: timeout) } catch { throw ValidationError("--timeout: \(error)") }
    let candidates = [candidate, candidateCodec, candidateCheckpoint]
    if planning.plan {
      let pictures = [reference, baseline, baselineCodec, baselineCheckpoint, baselineRun] + candidates
      guard pictures.allSatisfy({ $0 == nil }) else {
        throw ValidationError("--plan reads no pictures: give it no reference, baseline or candidate")
      }
      return
    }
    guard reference != nil else { throw ValidationError("Missing expected argument '--reference <dir>'") }
    let baselines = [baseline, baselineCodec, baselineCheckpoint, baselineRun].count { $0 != nil }
    guard baselines == 1 else {
      throw ValidationError("give one of --baseline, --baseline-codec, --baseline-checkpoint and --baseline-run")
    }
    guard candidates.count(where: { $0 != nil }) == 1 else {
      throw ValidationError("give one of --candidate, --candidate-codec and --candidate-checkpoint")
    }
  }

  func perform() async throws -> Ending {
    let audited = try audit.metric(metric)
    let limits =
      try bands.map(GateBandsFile.read) ?? .calibrated(for: MetricInfo(audited.descriptor, votesOn: nil))
    if planning.plan { return try planning.carryOut(limits, metric: metric) }
    let request = try work.request(defaultOutput: "Reports/\(metric)-gate")
    let gate = try GateExperiment(try options(audited, limits), work: request)
    return try conclude(
      try await work.carryOut(gate, request, of: "reference"), request, known: known.writing)
  }

  private func options(_ audited: any QualityMetric, _ limits: GateBands) throws -> GateOptions {
    let suite = try SuiteLibrary.suite(suite)
    let old = try source(
      folder: baseline, encoder: baselineCodec, decoder: baselineDecoder, checkpoint: baselineCheckpoint,
      saved: baselineRun)
    let new = try source(
      folder: candidate, encoder: candidateCodec, decoder: candidateDecoder, checkpoint: candidateCheckpoint,
      saved: nil)
    return GateOptions(
      metric: audited, suite: suite, references: reference ?? "", baseline: old, candidate: new, bits: bits,
      bands: limits, strict: strict, maxRegression: maxRegression,
      failInconclusive: failInconclusive, known: try known.findings(of: .gate, metric: audited))
  }

  private func source(
    folder: String?, encoder: String?, decoder: String?, checkpoint: String?, saved: String?
  ) throws -> GateOptions.Source {
    if let folder { return .folder(folder) }
    if let saved { return .savedRun(saved) }
    let list = (qualities ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    if let checkpoint { return .checkpoint(try GateCheckpoint(name: checkpoint, rates: list)) }
    guard let encoder, let decoder else { throw AuditError.usage("a codec needs its encoder and its decoder") }
    return .codec(
      try CodecCommand(
        encoder: encoder, decoder: decoder, qualities: list, limit: try TimeLimit(seconds: timeout)))
  }
}
