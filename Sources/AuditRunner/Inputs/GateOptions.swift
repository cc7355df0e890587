import AuditRecord
import HonestCodecs
import LearnedCodec
import QualityMetrics

/// What a gate is asked to do.
public struct GateOptions: Sendable {
  /// Where one side's pictures come from.
  public enum Source: Sendable, Equatable {
    /// Decoded pictures in a folder: `NAME.png`, or `RATE/NAME.png` for several rates.
    case folder(String)
    /// A codec that encodes and decodes the references itself.
    case codec(CodecCommand)
    /// The built-in codec with a checkpoint, at some of its rates.
    case checkpoint(GateCheckpoint)
    /// The baseline of an earlier gate, which need not be measured again.
    case savedRun(String)
  }

  /// The metric that the candidate claims to have gained in.
  public var metric: any QualityMetric
  /// The honest ladders and the panel.
  public var suite: Suite
  /// The folder of originals.
  public var references: String
  /// The build that is out.
  public let baseline: Source
  /// The build that wants to go out.
  public let candidate: Source
  /// Findings that are known and fail nothing; nil where none were named.
  public let known: KnownFindings?
  /// What the record says that was asked; complaints are added as they are found.
  public let request: GateRequest

  /// States a request.
  public init(
    metric: any QualityMetric, suite: Suite, references: String, baseline: Source, candidate: Source, bits: String?,
    bands: GateBands, strict: Bool, maxRegression: Double?, failInconclusive: Bool,
    known: KnownFindings? = nil
  ) {
    self.metric = metric
    self.suite = suite
    self.references = references
    self.baseline = baseline
    self.candidate = candidate
    self.known = known
    request = GateRequest(
      baseline: baseline.description, candidate: candidate.description, bits: bits, bands: bands, strict: strict,
      maxRegression: maxRegression, failInconclusive: failInconclusive, complaints: [])
  }

  /// The ladders that changes are read on: those of codecs with a bitstream, which the limits were fitted with. The wavelet
  /// ladder widens what counts as honest for one picture; between two builds it would only be a third opinion.
  var ladders: [Suite.Ladder] {
    let fitted = suite.ladders.filter { HonestCodec.withBitstream.contains($0.codec) }
    return fitted.isEmpty ? suite.ladders : fitted
  }
}

extension GateOptions.Source: CustomStringConvertible {
  /// How the record names it.
  public var description: String {
    switch self {
    case .folder(let path): return path
    case .codec(let codec): return codec.encoder.joined(separator: " ")
    case .checkpoint(let codec): return "built-in codec, checkpoint \(codec.name)"
    case .savedRun(let path): return "the baseline of \(path)"
    }
  }
}
