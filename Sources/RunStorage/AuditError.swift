import ImageFiles

/// Why a command could not do what it was asked: its kind decides the exit status.
public struct AuditError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is at fault.
  public enum Kind: Sendable, CaseIterable {
    /// The request itself (status 64).
    case usage
    /// What was given (status 65).
    case input
    /// The program (status 70).
    case fault
    /// The disk (status 74).
    case disk
  }

  /// What is at fault.
  public let kind: Kind
  /// The file, the folder or the image that it is about; nil where the reason says it.
  public let subject: String?
  /// The reason, a clause for people.
  public let reason: String

  /// States an error.
  public init(_ kind: Kind, _ subject: String?, _ reason: String) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
  }

  /// A sentence for people.
  public var description: String { subject.map { "\($0): \(reason)" } ?? reason }

  /// The request itself is wrong.
  public static func usage(_ reason: String) -> AuditError { AuditError(.usage, nil, reason) }
  /// The request itself is wrong about a subject.
  public static func usage(_ subject: String, _ reason: String) -> AuditError { AuditError(.usage, subject, reason) }
  /// What was given cannot be used.
  public static func input(_ reason: String) -> AuditError { AuditError(.input, nil, reason) }
  /// A subject that was given cannot be used.
  public static func input(_ subject: String, _ reason: String) -> AuditError { AuditError(.input, subject, reason) }
  /// A fault of the program.
  public static func fault(_ reason: String) -> AuditError { AuditError(.fault, nil, reason) }
  /// A fault of the program about a subject.
  public static func fault(_ subject: String, _ reason: String) -> AuditError { AuditError(.fault, subject, reason) }
  /// The disk.
  public static func disk(_ reason: String) -> AuditError { AuditError(.disk, nil, reason) }
  /// The disk about a subject.
  public static func disk(_ subject: String, _ reason: String) -> AuditError { AuditError(.disk, subject, reason) }

  /// A file that could not be read: the disk where that refused, else what was given.
  public init(reading error: ImageFileError) { self.init(error.isDisk ? .disk : .input, error.file, error.reason) }
  /// A file that could not be written.
  public init(writing error: ImageFileError) { self.init(.disk, error.file, error.reason) }
}
