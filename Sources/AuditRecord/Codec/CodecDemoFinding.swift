/// What the gate says of checkpoints of one arm, and of how many of them.
public struct CodecDemoFinding: Codable, Sendable, Equatable {
  /// Where the judgement rests on single rates: how many of how many.
  public struct Rates: Codable, Sendable, Hashable {
    /// The rates at which the checkpoint is gamed.
    public var gamed: Int
    /// The rates that were judged.
    public var judged: Int

    /// States counts.
    public init(gamed: Int, judged: Int) {
      self.gamed = gamed
      self.judged = judged
    }
  }

  /// The rule that holds.
  public var rule: GateRule
  /// The rates that it rests on; nil where it holds over all rates by itself.
  public var rates: Rates?
  /// How many checkpoints it is said of.
  public var checkpoints: Int

  /// States a finding.
  public init(rule: GateRule, rates: Rates?, checkpoints: Int) {
    self.rule = rule
    self.rates = rates
    self.checkpoints = checkpoints
  }
}
