import AuditRecord

/// A whole run: its header, its ladders and its cases in the order of the reports.
public struct RunRecord: Codable, Sendable, Equatable {
  /// What was asked.
  public var header: RunHeader
  /// The honest ladders, sorted by image and codec.
  public var ladders: [LadderRecord]
  /// The cases, sorted by key.
  public var cases: [CaseRecord]
  /// What the cases come to; computed from them.
  public var summary: RunSummary
  /// What the audited metric's fusion rewards; nil for a metric that is no fusion.
  public var fusion: FusionRecord?
  /// How much is there when something is missing; nil for a run that has ended.
  public var unfinished: Unfinished?
}

/// What the cases of a run come to.
public struct RunSummary: Codable, Sendable, Equatable {
  /// A value over images, with the ends of its interval where there are images enough for one.
  public struct Interval: Codable, Sendable, Equatable {
    /// The estimate.
    public var value: Double
    /// The lower end of the 95 % interval; nil for fewer than `leastImagesOfAnInterval` images.
    public var lower: Double?
    /// The upper end of the 95 % interval; nil for fewer than `leastImagesOfAnInterval` images.
    public var upper: Double?

    /// States a value with its interval, or without.
    public init(value: Double, lower: Double? = nil, upper: Double? = nil) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }

    /// Both ends of the 95 % interval; nil where there is none.
    public var ends: (lower: Double, upper: Double)? {
      guard let lower, let upper else { return nil }
      return (lower, upper)
    }
  }

  /// What one attack came to over the images, per start.
  public struct AttackRow: Codable, Sendable, Equatable {
    /// The attack's name in the suite.
    public var attack: String
    /// The start, as a SPEC.
    public var start: String
    /// Cases by verdict; every verdict has an entry.
    public var counts: [Verdict: Int]
    /// Cases whose inflation could be read: what the medians and the share are taken over.
    public var evaluated: Int
    /// Cases, among those that are not applicable, whose evidence is too weak to judge by.
    public var weak: Int
    /// Median change of the audited metric from the start.
    public var scoreChange: Interval?
    /// Median inflation over images; nil when no case could be evaluated.
    public var inflation: Interval?
    /// Group → median inflation over images.
    public var inflationByGroup: [PanelGroup: Double]
    /// The share of evaluated cases that failed; nil when none was evaluated or there is no limit.
    public var shareOverLimit: Double?
    /// The case with the largest inflation, of those whose picture has not improved where there are such; nil when none was
    /// evaluated.
    public var worst: CaseKey?
    /// Mean gain scores and the benchmark's distances over images; nil where they are not defined.
    public var gains: GainSummary?
  }

  /// The MSU benchmark's gain scores over images.
  public struct GainSummary: Codable, Sendable, Equatable {
    /// Mean absolute gain.
    public var absolute: Double
    /// Mean relative gain.
    public var relative: Double
    /// Mean robustness.
    public var robustness: Double
    /// Wasserstein-1 distance of the scores before and after, with the sign of the mean change.
    public var wasserstein: Double
    /// Energy distance of the scores before and after, with the sign of the mean change.
    public var energy: Double
  }

  /// Fewer images than this have no 95 % interval: however it is made, it lies within the smallest and the largest value,
  /// and those hold the median of five images with a probability of 1 − 2⁻⁴ only.
  public static let leastImagesOfAnInterval = 6

  /// Cases by verdict; every verdict has an entry.
  public var counts: [Verdict: Int]
  /// A row per attack and start, in the suite's order.
  public var rows: [AttackRow]
  /// The attacked cases with the largest inflation, worst first; those whose picture has improved stand behind the others.
  public var worst: [CaseKey]
  /// What the cases come to, given what was asked.
  public var standing = Standing.notDecided
  /// What became of the findings that were expected; nil where none were.
  public var known: KnownOutcome<KnownCase>?
}
