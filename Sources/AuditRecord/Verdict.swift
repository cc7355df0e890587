/// What came of a case: four different things. A missing value is never 0.
public enum Verdict: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Evaluated, inflation within the limit.
  case passed
  /// Evaluated, inflation over the limit.
  case failed
  /// Nothing can be said, and why stands in the case's reason (too small, weak evidence …).
  case notApplicable = "not_applicable"
  /// The case could not be evaluated.
  case error
}
