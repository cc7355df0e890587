import AuditRecord

/// What a gate was asked to do: its `run.json`.
public struct GateHeader: Codable, Sendable, Equatable {
  /// The run's header: metric, panel, ladders, seed, references as images.
  public var run: RunHeader
  /// What the baseline is: a folder, a codec's command, a saved run.
  public var baseline: String
  /// What the candidate is.
  public var candidate: String
  /// The rates, in order.
  public var rates: [RateName]
  /// Whether the sizes of the bitstreams are known; images are taken as equal in bits otherwise.
  public var bitsKnown: Bool
  /// The limits.
  public var bands: GateBands
  /// Whether an unearned gain fails.
  public var strict: Bool
  /// How far metric or panel may fall; nil when no limit was asked for.
  public var maxRegression: Double?
  /// Whether an inconclusive comparison fails.
  public var failInconclusive: Bool
  /// Reference → the fingerprint of its pixels, so that a saved baseline is not held against other pictures.
  public var references: [String: String] = [:]
  /// Reference → what deserves to be said of its file; nil where there is nothing of any.
  public var referenceNotes: [String: [String]]?
}

/// A whole gate: what was asked, measured and judged.
public struct GateRecord: Codable, Sendable, Equatable {
  /// What was asked.
  public var header: GateHeader
  /// The honest ladders.
  public var ladders: [LadderRecord]
  /// Every picture of both sides.
  public var pictures: [GatePicture]
  /// Changes per image and rate, sorted.
  public var changes: [GateChange]
  /// Changes per image, the mean over its rates, sorted.
  public var imageChanges: [GateChange]
  /// Pictures that have nothing to be compared with at equal bits.
  public var leftOut: Int
  /// Curves whose score falls as the size rises; nil where none does.
  public var unsteady: [GateUnsteadyCurve]?
  /// The judgement over all rates.
  public var overall: GateJudgement
  /// The judgement per rate; empty with one rate.
  public var rates: [GateJudgement]
  /// Rate differences of the metric and of every panel member; empty without sizes.
  public var savings: [GateRateSaving]
  /// Mean score and mean implied score of each group over size; empty without sizes.
  public var curves: [GateCurve]
  /// Whether the candidate has passed, with or without a remark; what is not decided has not.
  public var passed: Bool
  /// What became of the findings that were expected; nil where none were.
  public var known: KnownOutcome<KnownRate>?
  /// How much is there when something is missing; nil for a gate that has ended.
  public var unfinished: Unfinished?
}
