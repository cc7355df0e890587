import AuditRecord

/// What the comparison with the panel comes to for one loss. Intervals are over images.
public struct LossSummary: Codable, Sendable, Equatable {
  /// What descending the loss by one attack, or by all of them, did.
  public struct Susceptibility: Codable, Sendable, Equatable {
    /// The attack's name; nil for all attacks together.
    public var attack: String?
    /// How many descents.
    public var descents: Int
    /// In how many the loss fell.
    public var moved: Int
    /// Median change of the scale's metric.
    public var metricChange: RunSummary.Interval?
    /// Group → median change of its implied score.
    public var groupChanges: [PanelGroup: RunSummary.Interval]
    /// Median of what the panel confirms: the change of the group, other than colour, that gained least in each descent.
    public var confirmed: RunSummary.Interval?
    /// Median of the points that the metric gained and the panel does not confirm.
    public var unearned: RunSummary.Interval?
    /// The share of descents that made the picture worse: some group lost more than the margin.
    public var shareWorse: Double
  }

  /// What all attacks together say of a loss.
  public enum Finding: String, Codable, Sendable {
    /// Descending it gains points, most of which the panel does not confirm.
    case gamed
    /// What descending it gains, the panel confirms.
    case confirmed
  }

  /// The loss.
  public var loss: String
  /// What all attacks together say of it; nil where nothing could be compared.
  public var finding: Finding?
  /// Decided pairs of two honest encodes.
  public var honestPairs: Int
  /// The share of them that the loss inverts; nil without pairs.
  public var honestInversions: RunSummary.Interval?
  /// Decided pairs with an attacked picture in them.
  public var attackedPairs: Int
  /// The share of them that the loss inverts; nil without pairs.
  public var attackedInversions: RunSummary.Interval?
  /// Median rank correlation with the panel.
  public var correlation: RunSummary.Interval?
  /// All attacks together, then each.
  public var susceptibility: [Susceptibility]

  /// All attacks together.
  public var overall: Susceptibility? { susceptibility.first { $0.attack == nil } }
}
