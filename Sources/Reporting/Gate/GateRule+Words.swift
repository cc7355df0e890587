import AuditRecord

extension GateRule {
  /// The rule as people read it: `better than its score`.
  public var words: String { rawValue.replacing("_", with: " ") }
}
