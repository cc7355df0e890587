/// Limits of a gate, in points of the audited metric, with the honest changes that they were fitted to.
public struct GateBands: Codable, Sendable, Equatable {
  /// How far the metric must rise to count.
  public var metricRise: Double
  /// Group → how far honest changes that raise the metric let the group fall.
  public var groupFall: [PanelGroup: Double]
  /// Group → how far a group must rise to clear the metric of gaming.
  public var groupRise: [PanelGroup: Double]
  /// How far honest changes let the metric gain beyond every group.
  public var excess: Double
  /// What the limits were fitted to; nil for limits that somebody chose.
  public var null: GateNull?

  /// States limits.
  public init(
    metricRise: Double, groupFall: [PanelGroup: Double], groupRise: [PanelGroup: Double], excess: Double,
    null: GateNull? = nil
  ) {
    self.metricRise = metricRise
    self.groupFall = groupFall
    self.groupRise = groupRise
    self.excess = excess
    self.null = null
  }
}

/// Honest encoder changes, and what a gate with the fitted limits makes of them.
public struct GateNull: Codable, Sendable, Equatable {
  /// How often a rule calls an honest change by its name.
  public struct Rate: Codable, Sendable, Equatable {
    /// The rule.
    public var rule: GateRule
    /// Changes so called, of all.
    public var alarms: Int
    /// The upper end of the share's one-sided 95 % interval. Changes between builds of one codec depend on each other, so
    /// it is taken as if only so many had been seen as there are builds beside the first of each codec.
    public var upper: Double
    /// The share among changes of codecs that took no part in the fit, each codec left out in turn.
    public var acrossCodecs: Double
    /// The share on images that took no part in the fit.
    public var acrossImages: Double

    /// States a rate.
    public init(rule: GateRule, alarms: Int, upper: Double, acrossCodecs: Double, acrossImages: Double) {
      self.rule = rule
      self.alarms = alarms
      self.upper = upper
      self.acrossCodecs = acrossCodecs
      self.acrossImages = acrossImages
    }
  }

  /// What honest changes are like where each side has so many rates.
  public struct AtRates: Codable, Sendable, Equatable {
    /// Rates a side.
    public var rates: Int
    /// The metric, or a group → the standard deviation of a change over images, the median over the honest changes.
    public var spread: [GateQuantity: Double]
    /// The metric, or a group → by how many points reading between rates widens an interval towards 0, the median over the
    /// honest changes.
    public var allowance: [GateQuantity: Double]

    /// States a number of rates.
    public init(rates: Int, spread: [GateQuantity: Double], allowance: [GateQuantity: Double]) {
      self.rates = rates
      self.spread = spread
      self.allowance = allowance
    }
  }

  /// The audited metric's id.
  public var metric: String
  /// Group → the members whose votes the limits were fitted to.
  public var panel: [PanelGroup: [String]]
  /// Codecs.
  public var codecs: Int
  /// Builds of them that differ in any picture.
  public var builds: Int
  /// Images.
  public var images: Int
  /// Changes from one build of a codec to another, both ways.
  public var changes: Int
  /// How often each rule that can fail or warn calls them.
  public var rates: [Rate]
  /// The metric, or a group → the standard deviation of a change over images, the median over the honest changes.
  public var spread: [GateQuantity: Double]
  /// The same for fewer rates, and with what reading between them adds; nil for a corpus that was fitted without.
  public var byRates: [AtRates]?

  /// States a corpus.
  public init(
    metric: String, panel: [PanelGroup: [String]], codecs: Int, builds: Int, images: Int, changes: Int, rates: [Rate],
    spread: [GateQuantity: Double], byRates: [AtRates]? = nil
  ) {
    self.metric = metric
    self.panel = panel
    self.codecs = codecs
    self.builds = builds
    self.images = images
    self.changes = changes
    self.rates = rates
    self.spread = spread
    self.byRates = byRates
  }

  /// The rate of one rule.
  public func rate(of rule: GateRule) -> Rate? { rates.first { $0.rule == rule } }
}
