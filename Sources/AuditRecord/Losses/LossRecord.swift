/// Losses held against the panel: how they rank pictures, and what descending them does.
///
/// Panel readings are implied scores in points of the scale's metric, per group the median of the voting members. A
/// metric that one of the losses is made of does not vote.
public struct LossRecord: Codable, Sendable, Equatable {
  /// The version of the schema that this code writes.
  public static let currentSchema = 5

  /// A loss that was compared.
  public struct Entry: Codable, Sendable, Equatable {
    /// Its id.
    public var id: String
    /// What it charges for.
    public var summary: String

    /// States a loss.
    public init(id: String, summary: String) {
      self.id = id
      self.summary = summary
    }
  }

  /// An honest encode, or a picture that an attack made of one to please the scale's metric.
  public struct Picture: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// `jpeg:30`, or `pgd-linf-4 from jpeg:30`.
    public var name: String
    /// Whether no attack made it.
    public var isHonest: Bool
    /// The scale's metric and the panel.
    public var measured: CaseMeasurement.Scored
    /// Loss → value.
    public var losses: [String: Double]
    /// Group → implied score.
    public var implied: [PanelGroup: Double]

    /// States a picture.
    public init(
      image: String, name: String, isHonest: Bool, measured: CaseMeasurement.Scored, losses: [String: Double],
      implied: [PanelGroup: Double]
    ) {
      self.image = image
      self.name = name
      self.isHonest = isHonest
      self.measured = measured
      self.losses = losses
      self.implied = implied
    }
  }

  /// How the losses order the pictures of one image, against the panel's order.
  public struct Ordering: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// The loss.
    public var loss: String
    /// Pairs of two honest encodes that the panel decides.
    public var honestPairs: Int
    /// Those in which the loss prefers what the panel finds worse.
    public var honestInverted: Int
    /// Pairs with an attacked picture in them that the panel decides.
    public var attackedPairs: Int
    /// Those in which the loss prefers what the panel finds worse.
    public var attackedInverted: Int
    /// Spearman's rank correlation of minus the loss with the lowest group's implied score; nil where either is constant.
    public var correlation: Double?

    /// States an ordering.
    public init(
      image: String, loss: String, honestPairs: Int, honestInverted: Int, attackedPairs: Int, attackedInverted: Int,
      correlation: Double?
    ) {
      self.image = image
      self.loss = loss
      self.honestPairs = honestPairs
      self.honestInverted = honestInverted
      self.attackedPairs = attackedPairs
      self.attackedInverted = attackedInverted
      self.correlation = correlation
    }
  }

  /// An attack on a loss: what descending it did.
  public struct Descent: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// The loss.
    public var loss: String
    /// The attack's name.
    public var attack: String
    /// The honest start.
    public var start: String
    /// The loss of the start.
    public var lossBefore: Double
    /// The loss of the attacked picture, as it was written.
    public var lossAfter: Double
    /// Change of the scale's metric.
    public var metricChange: Double
    /// Group → change of the implied score.
    public var groupChanges: [PanelGroup: Double]

    /// States a descent.
    public init(
      image: String, loss: String, attack: String, start: String, lossBefore: Double, lossAfter: Double,
      metricChange: Double, groupChanges: [PanelGroup: Double]
    ) {
      self.image = image
      self.loss = loss
      self.attack = attack
      self.start = start
      self.lossBefore = lossBefore
      self.lossAfter = lossAfter
      self.metricChange = metricChange
      self.groupChanges = groupChanges
    }

    /// What the panel confirms: the change of the group that gained least. Colour does not count, since the attacks leave
    /// chroma as it is. Nil when no group can tell.
    public var confirmed: Double? {
      groupChanges.filter { $0.key != .colour }.values.min()
    }

    /// Points of the metric's change that the panel does not confirm; nil when no group can tell.
    public var unearned: Double? { confirmed.map { metricChange - $0 } }
  }

  /// The schema.
  public var schema = LossRecord.currentSchema
  /// The program's version.
  public var toolVersion: String
  /// The metric in whose points the panel speaks.
  public var metric: MetricInfo
  /// The panel.
  public var panel: [MetricInfo]
  /// The losses, in the registry's order.
  public var losses: [Entry]
  /// The attacks that ran on the losses, in their order.
  public var attacks: [RunHeader.AttackEntry]
  /// The honest starts of both kinds of attack.
  public var starts: [String]
  /// The seed of everything random.
  public var seed: UInt64
  /// The datasets as they were named; empty for the built-in scenes.
  public var datasets: [String]
  /// The images that were used.
  public var images: [String]
  /// Images that could not be used, with the reason.
  public var failures: [String]
  /// By how many points groups must differ to decide a pair.
  public var margin: Double
  /// The pictures that were ranked.
  public var pictures: [Picture]
  /// The orderings, by image and loss.
  public var orderings: [Ordering]
  /// The descents.
  public var descents: [Descent]
  /// What it comes to, a row a loss.
  public var summary: [LossSummary]

  /// States a record.
  public init(
    toolVersion: String, metric: MetricInfo, panel: [MetricInfo], losses: [Entry], attacks: [RunHeader.AttackEntry],
    starts: [String], seed: UInt64, datasets: [String], images: [String], failures: [String], margin: Double,
    pictures: [Picture], orderings: [Ordering], descents: [Descent], summary: [LossSummary]
  ) {
    self.toolVersion = toolVersion
    self.metric = metric
    self.panel = panel
    self.losses = losses
    self.attacks = attacks
    self.starts = starts
    self.seed = seed
    self.datasets = datasets
    self.images = images
    self.failures = failures
    self.margin = margin
    self.pictures = pictures
    self.orderings = orderings
    self.descents = descents
    self.summary = summary
  }
}
