/// Why an image file could not be read or written: always names the file and the reason.
public struct ImageFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as the caller named it.
  public let file: String
  /// The reason, a clause for people.
  public let reason: String

  /// States an error.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// A sentence for people.
  public var description: String { "\(file): \(reason)" }
}
