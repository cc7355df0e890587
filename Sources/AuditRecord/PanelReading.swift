/// What a panel member says of a picture.
public struct PanelReading: Codable, Sendable, Equatable {
  /// The panel metric's id.
  public var id: String
  /// The audited metric's score that honest encodes with this member's value have, per ladder codec.
  public var impliedByLadder: [String: ImpliedScore]
  /// The honest score nearest to the picture's own, out of the span between what the ladders imply; nil when no ladder
  /// could tell.
  public var implied: ImpliedScore?
  /// Score minus implied score, positive when it flatters (for an audited metric where lower is better, implied
  /// score minus score); nil when no ladder could tell.
  public var inflation: Double?

  /// States a reading.
  public init(
    id: String, impliedByLadder: [String: ImpliedScore], implied: ImpliedScore?, inflation: Double?
  ) {
    self.id = id
    self.impliedByLadder = impliedByLadder
    self.implied = implied
    self.inflation = inflation
  }
}

/// A score of the audited metric read off a ladder.
public struct ImpliedScore: Codable, Sendable, Equatable {
  /// Where the value lies on the ladder.
  public enum Bound: String, Codable, Sendable {
    /// Between two rungs.
    case exact
    /// Worse than the lowest rung: the implied score is at most `value`.
    case below
    /// Better than the highest rung.
    case above
    /// Not to be told from the reference by the eye: the implied score is at least `value`, and nothing is read there.
    case unseen
  }

  /// The implied score.
  public var value: Double
  /// Where it lies.
  public var bound: Bound

  /// States a score.
  public init(value: Double, bound: Bound) {
    self.value = value
    self.bound = bound
  }
}

/// What a bound leaves open about a group's inflation.
public enum InflationBound: String, Codable, Sendable {
  /// The inflation may be larger than the number.
  case atLeast = "at_least"
  /// The inflation may be smaller than the number.
  case atMost = "at_most"
  /// The inflation may be larger or smaller.
  case either
}
