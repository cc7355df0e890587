import RunStorage

/// How long one call of a program may take.
public struct TimeLimit: Sendable, Equatable, CustomStringConvertible {
  /// What a call may take unless something else is asked for: 300 s.
  public static let usual = TimeLimit(300)
  /// The longest limit in seconds, eleven days: a larger number is a slip.
  public static let longest = 1e6

  /// The limit, above 0 and at most `longest`.
  public let seconds: Double

  /// A limit that was asked for.
  /// - Throws: `AuditError.usage` for what is no number above 0 and at most `longest`.
  public init(seconds: Double) throws(AuditError) {
    guard seconds > 0, seconds <= Self.longest else {
      throw AuditError.usage("a time limit must be above 0 and at most \(Int(Self.longest)) seconds")
    }
    self.init(seconds)
  }

  private init(_ seconds: Double) { self.seconds = seconds }

  /// The limit in words.
  public var description: String {
    if seconds == 1 { return "1 second" }
    return seconds == seconds.rounded() ? "\(Int(seconds)) seconds" : "\(seconds) seconds"
  }
}
