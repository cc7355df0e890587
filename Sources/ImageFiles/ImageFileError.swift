/// Why an image file could not be read or written: always names the file and the reason.
public struct ImageFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as the caller named it.
  public let file: String
  /// The reason, a clause for people.
  public let reason: String
  /// Whether the file system refused to write the file.
  public let isDisk: Bool

  /// States an error.
  public init(file: String, reason: String, isDisk: Bool = false) {
    self.file = file
    self.reason = reason
    self.isDisk = isDisk
  }

  /// A sentence for people.
  public var description: String { "\(file): \(reason)" }
}
