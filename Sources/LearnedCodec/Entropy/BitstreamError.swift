/// Why bytes are not a picture of this codec.
public enum BitstreamError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The magic number is missing.
  case notABitstream
  /// The file ends within its header.
  case truncated
  /// The format's version is not known.
  case unknownVersion(Int)
  /// The checksum does not match: damaged, or cut short.
  case damaged
  /// The size is empty, or larger than so few bytes can stand for.
  case implausibleSize(width: Int, height: Int)
  /// The picture has more pixels than the caller allows.
  case tooLarge(width: Int, height: Int, limit: Int)
  /// It was written for another entropy model.
  case otherModel(stream: UInt32, checkpoint: UInt32)
  /// The model has no such rate.
  case unknownRate(Int)

  /// A clause for people.
  public var description: String {
    switch self {
    case .notABitstream: return "not a bitstream of this codec (the magic number is missing)"
    case .truncated: return "the file ends within its header"
    case .unknownVersion(let version): return "version \(version) of the format is not known"
    case .damaged: return "the checksum does not match: the file is damaged or cut short"
    case .implausibleSize(let width, let height): return "so few bytes cannot hold \(width)×\(height) pixels"
    case .tooLarge(let width, let height, let limit):
      return "\(width)×\(height) pixels are more than the limit of \(limit)"
    case .otherModel(let stream, let checkpoint):
      return "written for the entropy model \(String(stream, radix: 16)); the checkpoint has "
        + String(checkpoint, radix: 16)
    case .unknownRate(let rate): return "the model has no rate \(rate)"
    }
  }
}
