/// What a record says of a metric: enough to score and to render without the metric itself.
public struct MetricInfo: Codable, Sendable, Equatable {
  /// The stable identifier.
  public var id: String
  /// The name people know it by.
  public var title: String
  /// The unit of its value; an empty string for a pure number.
  public var unit: String
  /// Whether a larger value is better.
  public var higherIsBetter: Bool
  /// The smallest value it can take; nil when it has no lower end.
  public var lowest: Double?
  /// The largest value it can take; nil when it has no upper end.
  public var highest: Double?
  /// What it shares its features with, so that neither votes on the other: `vmaf`, `ssim`; nil where that is not told.
  public var family: String?
  /// `structure`, `fidelity`, `colour` or `whole`; nil for a metric outside the panel.
  public var group: PanelGroup?
  /// Whether it votes on the audited metric of this run.
  public var votes: Bool
  /// The value up to which a difference does not count, for it is hardly seen; nil where no such value is known.
  public var justVisible: Double?

  /// Describes a metric.
  public init(
    id: String, title: String, unit: String, higherIsBetter: Bool, lowest: Double? = nil, highest: Double? = nil,
    family: String? = nil, group: PanelGroup?, votes: Bool, justVisible: Double? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.higherIsBetter = higherIsBetter
    self.lowest = lowest
    self.highest = highest
    self.family = family
    self.group = group
    self.votes = votes
    self.justVisible = justVisible
  }
}

extension MetricInfo {
  /// How many decimals a number of this metric needs to say something: one for points, two for another unit (dB, ΔE), four
  /// for a pure number, of which a hundredth may be much.
  public var decimals: Int {
    switch unit {
    case "points": 1
    case "": 4
    default: 2
    }
  }
}

/// The groups of the panel, in the order of their columns.
public enum PanelGroup: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Structural similarity of luma.
  case structure
  /// Signal fidelity of luma.
  case fidelity
  /// Chroma alone.
  case colour
  /// Whole-picture models.
  case whole
}
