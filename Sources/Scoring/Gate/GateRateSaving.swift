import AuditRecord

/// A Bjøntegaard rate difference over images, or why there is none.
public struct GateRateSaving: Codable, Sendable, Equatable {
  /// The metric's id.
  public var id: String
  /// Mean over images, per cent; negative when the candidate saves rate.
  public var percent: Double?
  /// Images that have one.
  public var images: Int
  /// Why images have none, with how many.
  public var refused: [RateRefusal: Int]
}

/// Why two curves have no Bjøntegaard delta.
public enum RateRefusal: String, Error, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// A curve has fewer than four points, or a rate or a quality that is no number.
  case tooFewPoints = "too_few_points"
  /// A curve's quality does not strictly rise with its rate.
  case notMonotone = "not_monotone"
  /// The curves share no range of quality; nothing is extrapolated.
  case noOverlap = "no_overlap"
}
