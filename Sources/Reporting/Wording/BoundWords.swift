import AuditRecord

/// What stands before a number that is only bounded.
extension InflationBound {
  /// As a sign, in tables.
  public var sign: String {
    switch self {
    case .atLeast: "≥ "
    case .atMost: "≤ "
    case .either: "≷ "
    }
  }

  /// As words, in sentences.
  var words: String {
    switch self {
    case .atLeast: "at least "
    case .atMost: "at most "
    case .either: "about "
    }
  }
}
