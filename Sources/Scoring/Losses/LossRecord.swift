import AuditRecord

/// Losses held against the panel: how they rank pictures, and what descending them does.
///
/// Panel readings are implied scores in points of the scale's metric, per group the median of the voting members. A
/// metric that one of the losses is made of does not vote.
public struct LossRecord: Codable, Sendable, Equatable {
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
  }

  /// The schema.
  public var schema = RunHeader.currentSchema
  /// The program's version.
  public var toolVersion: String
  /// The metric in whose points the panel speaks.
  public var metric: MetricInfo
  /// The panel.
  public var panel: [MetricInfo]
  /// The losses, in the registry's order.
  public var losses: [LossRequest.Entry]
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
  public var pictures: [LossLine.Picture]
  /// The orderings, by image and loss.
  public var orderings: [Ordering]
  /// The descents.
  public var descents: [LossLine.Descent]
  /// What it comes to, a row a loss.
  public var summary: [LossSummary]
  /// How much is there when something is missing; nil in a finished record.
  public var unfinished: Unfinished?
}
