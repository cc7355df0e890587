extension CaseMeasurement {
  /// Why nothing was measured of a case.
  public struct Failure: Codable, Sendable, Hashable {
    /// What kind of failure it is: each has a meaning for the whole run.
    public enum Kind: String, Codable, Sendable {
      /// The metric or the attack takes no such picture: no error, it says nothing of the image.
      case notApplicable = "not_applicable"
      /// What was given cannot be used.
      case input
      /// A program outside this one failed, such as the metric's own command.
      case outside
      /// This program failed.
      case fault
    }

    /// The kind.
    public var kind: Kind
    /// What could not be measured: a file or an image; nil where the reason names it.
    public var subject: String?
    /// The reason, a clause for people that does not name the subject again.
    public var reason: String

    /// States a failure.
    public init(kind: Kind, subject: String?, reason: String) {
      self.kind = kind
      self.subject = subject
      self.reason = reason
    }
  }
}
