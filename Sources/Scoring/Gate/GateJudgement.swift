import AuditRecord

/// The gate's judgement over images: the rule that holds and the numbers that it holds by.
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
  /// Groups that rose by more than what clears the metric, in the panel's order.
  public var risen: [PanelGroup] = []
  /// Groups that fell beyond what honest changes do, their whole interval, in the panel's order.
  public var fallen: [PanelGroup] = []
  /// What holds.
  public var rule: GateRule
  /// Whether metric or a group fell by more than what is allowed; nil where no limit was asked for.
  public var isBeyondMaxRegression: Bool?
  /// Why nothing could be compared; nil where something was, and for a single rate.
  public var obstacle: GateObstacle?
  /// How many images in all would decide it; nil unless inconclusive.
  public var imagesNeeded: Int?
  /// Groups whose change is only bounded; nil where every group's is known.
  public var bounded: [PanelGroup: InflationBound]?
  /// The metric, or a group → how far the ends of its interval were moved for reading between rates, the mean over images; nil
  /// where nothing was read between rates.
  public var allowances: [GateQuantity: GateAllowance]?
  /// Where reading between rates may be off most; nil for a single rate.
  public var widestGap: GateRateGap?
  /// The smallest gaming this many images could have shown, in points; nil when it cannot be told.
  public var smallestVisible: Double?
  /// What the judgement over all rates rests on where images disagree about it; nil where it stands by itself.
  public var restsOnRates: GateRatesFinding?
}

/// Gaming that is plain at single rates: what a candidate is called gamed by although images disagree over all rates.
public struct GateRatesFinding: Codable, Sendable, Equatable {
  /// The rates at which it is gamed.
  public var gamed: [RateName]
  /// How many rates were judged.
  public var judged: Int
  /// The rule that holds over all rates by itself.
  public var otherwise: GateRule
}

/// Why two builds could not be compared at all.
public enum GateObstacle: Codable, Sendable, Equatable {
  /// A side has no picture that could be used.
  case noPicture(of: GateSide)
  /// (Nearly) all pictures of these sides read worse than every honest encode of their references, as pictures of something
  /// else do: their median score.
  case otherPictures(of: [GateSide], score: Double)
  /// Baseline and candidate have no image and rate in common.
  case nothingInCommon
  /// No size of one side lies between two of the other's: the candidate's files are so many per cent larger, a negative
  /// number for smaller, in the median over images. With one rate a side there is no curve that could reach.
  case sizesApart(percent: Double, oneRateEach: Bool)
  /// Neither side has rates enough to be read between.
  case tooFewRates(GateMissingRates)
}

/// The rates that a comparison at equal bits lacks.
public struct GateMissingRates: Codable, Sendable, Equatable {
  /// How many rates of different size the baseline has.
  public var baseline: Int
  /// How many the candidate has.
  public var candidate: Int
  /// The side that lacks fewest.
  public var side: GateSide
  /// How many it lacks.
  public var more: Int
  /// The other side's smallest size, the median over images, in bytes: with rates from here to the largest, its pictures are
  /// read between rates.
  public var smallest: Double
  /// The other side's largest size.
  public var largest: Double
  /// The other side's rates that the side does not have; empty where both have the same.
  public var rates: [RateName]
}
