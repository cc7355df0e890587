/// What came of a case when it was held against its limit: five different things. A missing value is never 0.
public enum Verdict: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Evaluated, inflation within the limit.
  case passed
  /// Evaluated, inflation over the limit.
  case failed
  /// Evaluated, but there is no limit to hold it against, or its inflation is a bound and the limit lies beyond it.
  case notDecided = "not_decided"
  /// Nothing can be said, and why stands in the case's reason (too small, weak evidence …).
  case notApplicable = "not_applicable"
  /// The case could not be evaluated.
  case error
}
