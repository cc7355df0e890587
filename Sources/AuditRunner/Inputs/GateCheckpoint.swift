import LearnedCodec
import Raster
import RunStorage

/// The built-in codec as a side of a gate.
public struct GateCheckpoint: Sendable, Equatable {
  /// The checkpoint's name or file, as it was given.
  public let name: String
  /// Its parameters.
  public let checkpoint: Checkpoint
  /// Rates of the model, each a rate of the gate.
  public let rates: [Int]

  /// States a side.
  /// - Parameter rates: rates as text; empty for all that the model has.
  /// - Throws: `AuditError.input` for a checkpoint that cannot be read, `AuditError.usage` for a rate that it does not have.
  public init(name: String, rates: [String]) throws(AuditError) {
    self.name = name
    checkpoint = try CodecPhotographs.checkpoint(name)
    let count = checkpoint.configuration.rates
    var chosen: [Int] = []
    for text in rates {
      guard let rate = Int(text), (0..<count).contains(rate) else {
        throw AuditError.usage("\(name) has rates 0 to \(count - 1), not \(text)")
      }
      guard !chosen.contains(rate) else { throw AuditError.usage("--qualities names \(text) twice") }
      chosen.append(rate)
    }
    self.rates = chosen.isEmpty ? Array(0..<count) : chosen
  }

  /// Whether both make the same bitstreams, so that one encode serves each decoder.
  func sharesEncoder(with other: GateCheckpoint) -> Bool {
    let (own, its) = (LearnedImageCodec(checkpoint), LearnedImageCodec(other.checkpoint))
    return own.checkpoint.configuration == its.checkpoint.configuration && own.modelIdentity == its.modelIdentity
      && checkpoint.parameters[own.model.analysisParameters]
        == other.checkpoint.parameters[its.model.analysisParameters]
  }
}

/// Bitstreams of one reference, so that decoders of one encoder are compared on the same ones.
struct GateStreams {
  private var made: [(encoder: GateCheckpoint, rate: Int, stream: Bitstream)] = []

  /// The decoded picture and the bitstream's size.
  /// - Throws: `BitstreamError`
  mutating func roundTrip(
    _ image: RGBImage, with side: GateCheckpoint, rate: Int
  ) throws(BitstreamError) -> (image: RGBImage, bytes: Int) {
    let codec = LearnedImageCodec(side.checkpoint)
    let stream: Bitstream
    if let known = made.first(where: { $0.rate == rate && $0.encoder.sharesEncoder(with: side) }) {
      stream = known.stream
    } else {
      stream = codec.encode(image.reducedTo8Bits, rate: rate)
      made.append((side, rate, stream))
    }
    return (try codec.decode(stream), stream.bytes.count)
  }
}
