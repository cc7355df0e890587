import AuditRecord

/// What the gate says of checkpoints of one arm, and of how many of them.
public struct CodecDemoFinding: Codable, Sendable, Hashable {
  /// The rule that holds.
  public var rule: GateRule
  /// At how many rates they are gamed, where the rule rests on single rates; nil where it holds over all by itself.
  public var gamedRates: Int?
  /// How many rates were judged, where the rule rests on them.
  public var judgedRates: Int?
  /// How many checkpoints it is said of.
  public var checkpoints = 1
}
