/// Why a command could not do what it was asked; each kind has an exit status of its own.
public enum RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The request itself is wrong (status 64).
  case usage(String)
  /// What was given cannot be used (status 65).
  case input(String)
  /// A fault of the program (status 70).
  case fault(String)
  /// The disk (status 74).
  case disk(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .usage(let text), .input(let text), .fault(let text), .disk(let text): return text
    }
  }
}
