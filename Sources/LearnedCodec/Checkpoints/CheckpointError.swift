/// Why a file is not a checkpoint.
public enum CheckpointError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The magic number is missing, or the file is cut short.
  case notACheckpoint
  /// The checksum does not match.
  case damaged
  /// The header cannot be read, or names a shape outside the limits.
  case badHeader(String)
  /// It holds a part for another base.
  case otherBase
  /// No bundled checkpoint has this name.
  case unknown(String)

  /// A clause for people.
  public var description: String {
    switch self {
    case .notACheckpoint: return "not a checkpoint of this codec, or cut short"
    case .damaged: return "the checkpoint's checksum does not match"
    case .badHeader(let reason): return "the checkpoint's header is not valid: \(reason)"
    case .otherBase: return "the fine-tuned part belongs to another base checkpoint"
    case .unknown(let name): return "there is no checkpoint called \(name)"
    }
  }
}
