import AuditRecord
import HonestCodecs
import RunStorage

/// What an attack begins from, as the command line and suites write it: `reference`, `jpeg:Q`, `webp:Q`, `wavelet:Q`,
/// or a file.
public enum StartSpec: Sendable, Hashable, CustomStringConvertible {
  /// The reference itself.
  case reference
  /// An honest encode at a quality of the codec's own scale.
  case encode(HonestCodec, quality: Int)
  /// An image file of the reference's size; for single attacks, not for suites.
  case file(String)

  /// Reads a SPEC. What is neither `reference` nor an honest codec's encode is a file.
  /// - Throws: `AuditError.usage` for a codec's name with a quality outside its scale.
  public init(_ text: String) throws(AuditError) {
    if text == "reference" {
      self = .reference
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if let codec = HonestCodec(rawValue: String(parts[0])) {
      guard parts.count == 2, let quality = Int(parts[1]), codec.qualities.contains(quality) else {
        throw AuditError.usage(
          "\"\(text)\" is not a start: \(codec.rawValue) takes a whole quality from \(codec.qualities.lowerBound) to "
            + "\(codec.qualities.upperBound), as in \(codec.rawValue):30")
      }
      self = .encode(codec, quality: quality)
      return
    }
    self = .file(text)
  }

  /// The SPEC in its one spelling.
  public var description: String {
    switch self {
    case .reference: return "reference"
    case .encode(let codec, let quality): return "\(codec.rawValue):\(quality)"
    case .file(let path): return path
    }
  }
}

extension StartSpec {
  /// What a record says of where the start comes from.
  var kind: StartKind {
    switch self {
    case .reference: .reference
    case .encode: .encode
    case .file: .file
    }
  }
}
