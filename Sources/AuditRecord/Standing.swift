/// What a case, a judgement or a whole record comes to, given what was asked. Page, console, JUnit report and exit status all
/// say this one value, each in its own way; no two of them can disagree.
///
/// The order is that of attention: what needs it most stands first.
public enum Standing: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Beyond what was asked for.
  case failed
  /// It could not be evaluated.
  case error
  /// Beyond the limit, and nothing that was asked for fails that: no limit was, or the finding is known.
  case inflated
  /// A finding that fails only where that is asked for, under its own name.
  case remarked
  /// What there is does not decide it. It has not passed.
  case notDecided = "not_decided"
  /// There is nothing to be said of it: too small, no witness, weak evidence.
  case notApplicable = "not_applicable"
  /// Within every limit that there is.
  case passed

  /// The place in lists: what needs attention first.
  public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
