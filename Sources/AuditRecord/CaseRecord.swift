/// One case with its judgement: a line of `cases.jsonl`.
public struct CaseRecord: Codable, Sendable, Equatable {
  /// What a panel member says of the attacked image.
  public struct Reading: Codable, Sendable, Equatable {
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

  /// What was measured.
  public var measurement: CaseMeasurement
  /// What each panel member says, in the panel's order.
  public var readings: [Reading]
  /// Group → median inflation of its voting members; a group without a reading is absent.
  public var inflationByGroup: [PanelGroup: Double]
  /// The largest group's inflation; nil when nothing can be said.
  public var inflation: Double?
  /// The inflation of the start by the same reading; nil when nothing can be said.
  public var startInflation: Double?
  /// The score that the panel implies: score minus inflation (plus, for an audited metric where lower is better); nil
  /// when nothing can be said.
  public var implied: Double?
  /// True when the implied score lies below the ladder, so that the inflation reads "at least".
  public var atLeast: Bool
  /// How far the ladders disagree on the implied score of the group that decides; nil with one ladder.
  public var honestSpread: Double?
  /// The gain scores of the MSU robustness benchmark; nil where they are not defined.
  public var gains: GainScores?
  /// What came of it.
  public var verdict: Verdict
  /// Why.
  public var finding: CaseFinding

  /// States a record.
  public init(
    measurement: CaseMeasurement, readings: [Reading] = [], inflationByGroup: [PanelGroup: Double] = [:],
    inflation: Double? = nil, startInflation: Double? = nil, implied: Double? = nil, atLeast: Bool = false,
    honestSpread: Double? = nil, gains: GainScores? = nil, verdict: Verdict, finding: CaseFinding
  ) {
    self.measurement = measurement
    self.readings = readings
    self.inflationByGroup = inflationByGroup
    self.inflation = inflation
    self.startInflation = startInflation
    self.implied = implied
    self.atLeast = atLeast
    self.honestSpread = honestSpread
    self.gains = gains
    self.verdict = verdict
    self.finding = finding
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

/// How far an attack moved the score, in the measures of the MSU robustness benchmark (scores scaled to [0, 1]).
public struct GainScores: Codable, Sendable, Equatable {
  /// `a − s`.
  public var absolute: Double
  /// `(a − s)/(s + 1)`.
  public var relative: Double
  /// `log10(max(1 − s, s)/(|a − s| + 1e-6))`.
  public var robustness: Double

  /// States gain scores.
  public init(absolute: Double, relative: Double, robustness: Double) {
    self.absolute = absolute
    self.relative = relative
    self.robustness = robustness
  }
}
