/// What a gate says of a candidate.
public enum GateRule: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// The metric rose, no group of the panel did, and at least one fell: fails.
  case gamed
  /// The metric gained more than every group, beyond what honest changes do: warns.
  case unearned
  /// Metric and panel fell, the panel by more: warns.
  case regressionUnderstated = "regression_understated"
  /// Metric or panel fell: fails beyond the limit that was asked for.
  case regression
  /// The metric rose and the panel with it: passes.
  case earned
  /// The panel rose by more than the metric: passes.
  case betterThanItsScore = "better_than_its_score"
  /// Nothing moved beyond what honest changes do: passes.
  case unchanged
  /// The images do not decide it.
  case inconclusive
}

/// The gate's judgement over images.
public struct GateJudgement: Codable, Sendable, Equatable {
  /// The rate; nil for all rates together.
  public var rate: RateName?
  /// Images that count.
  public var images: Int
  /// Median change of the metric.
  public var metric: RunSummary.Interval?
  /// Group → median change.
  public var groups: [PanelGroup: RunSummary.Interval]
  /// Median of the metric's change minus the largest group's.
  public var excess: RunSummary.Interval?
  /// What holds.
  public var rule: GateRule
  /// One line for a release manager.
  public var message: String
  /// How many images in all would decide it; nil unless inconclusive.
  public var imagesNeeded: Int?
  /// The smallest gaming this many images could have shown, in points; nil when it cannot be told.
  public var smallestVisible: Double?
  /// The rates at which it is gamed, where the judgement over all rates rests on theirs; nil where it stands by itself.
  public var restsOnRates: [RateName]?

  /// States a judgement.
  public init(
    rate: RateName?, images: Int, metric: RunSummary.Interval?, groups: [PanelGroup: RunSummary.Interval],
    excess: RunSummary.Interval?, rule: GateRule, message: String, imagesNeeded: Int?, smallestVisible: Double?
  ) {
    self.rate = rate
    self.images = images
    self.metric = metric
    self.groups = groups
    self.excess = excess
    self.rule = rule
    self.message = message
    self.imagesNeeded = imagesNeeded
    self.smallestVisible = smallestVisible
  }
}

/// A Bjøntegaard rate difference over images, or why there is none.
public struct GateRateSaving: Codable, Sendable, Equatable {
  /// The metric's id.
  public var id: String
  /// Mean over images, per cent; negative when the candidate saves rate.
  public var percent: Double?
  /// Images that have one.
  public var images: Int
  /// Why images have none: clause → count.
  public var refused: [String: Int]

  /// States a difference.
  public init(id: String, percent: Double?, images: Int, refused: [String: Int]) {
    self.id = id
    self.percent = percent
    self.images = images
    self.refused = refused
  }
}

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
  public var references: [String: String]

  /// States a header.
  public init(
    run: RunHeader, baseline: String, candidate: String, rates: [RateName], bitsKnown: Bool, bands: GateBands,
    strict: Bool, maxRegression: Double?, failInconclusive: Bool, references: [String: String] = [:]
  ) {
    self.run = run
    self.baseline = baseline
    self.candidate = candidate
    self.rates = rates
    self.bitsKnown = bitsKnown
    self.bands = bands
    self.strict = strict
    self.maxRegression = maxRegression
    self.failInconclusive = failInconclusive
    self.references = references
  }
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
  /// The judgement over all rates.
  public var overall: GateJudgement
  /// The judgement per rate; empty with one rate.
  public var rates: [GateJudgement]
  /// Rate differences of the metric and of every panel member; empty without sizes.
  public var savings: [GateRateSaving]
  /// Mean score and mean implied score of each group over size; empty without sizes.
  public var curves: [GateCurve]
  /// Whether the gate lets the candidate through.
  public var passed: Bool

  /// Joins the parts.
  public init(
    header: GateHeader, ladders: [LadderRecord], pictures: [GatePicture], changes: [GateChange],
    imageChanges: [GateChange], leftOut: Int, overall: GateJudgement, rates: [GateJudgement],
    savings: [GateRateSaving], curves: [GateCurve], passed: Bool
  ) {
    self.header = header
    self.ladders = ladders
    self.pictures = pictures
    self.changes = changes
    self.imageChanges = imageChanges
    self.leftOut = leftOut
    self.overall = overall
    self.rates = rates
    self.savings = savings
    self.curves = curves
    self.passed = passed
  }
}
