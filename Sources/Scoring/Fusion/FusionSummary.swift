import AuditRecord

/// What honest encodes say of a fusion.
public struct FusionSummary: Codable, Sendable, Equatable {
  /// One feature over all encodes.
  public struct Feature: Codable, Sendable, Equatable {
    /// The feature.
    public var feature: String
    /// The share of encodes at which its slope is negative.
    public var negativeShare: Double
    /// The smallest slope.
    public var least: Double
    /// The median slope.
    public var median: Double
    /// The largest slope.
    public var most: Double
    /// The lowest score of an encode whose slope is not negative: below it the slope is negative at every encode. Nil
    /// when no encode lies below it, and when the slope is negative at all.
    public var negativeBelow: Double?
    /// The share of encodes from `negativeBelow` on at which it is negative; nil without.
    public var negativeShareAbove: Double?
  }

  /// The encodes of a range of scores.
  public struct Band: Codable, Sendable, Equatable {
    /// The lowest score of the band, nil for the lowest band.
    public var from: Double?
    /// The score at which the next band begins, nil for the highest.
    public var to: Double?
    /// How many encodes it holds, at least one.
    public var encodes: Int
    /// Feature → share of them at which the slope is negative.
    public var negativeShare: [String: Double]
    /// The median of what they can gain although no feature rises.
    public var medianGainByLosing: Double
  }

  /// How many encodes.
  public var encodes: Int
  /// Of how many images.
  public var images: Int
  /// The features, in the model's order; empty without encodes.
  public var features: [Feature]
  /// The bands that hold an encode, rising.
  public var bands: [Band]
  /// The share of encodes at which the slope of some feature is negative; nil without encodes.
  public var anyNegativeShare: Double?
}
