import AuditRecord

/// One side's mean over size, of the metric or of what a group of the panel implies.
public struct GateCurve: Codable, Sendable, Equatable {
  /// One rate.
  public struct Point: Codable, Sendable, Equatable {
    /// The rate.
    public var rate: RateName
    /// The geometric mean of the bitstreams' sizes, in bytes.
    public var bytes: Double
    /// The mean score or implied score, in points of the audited metric.
    public var value: Double
  }

  /// Whose pictures they are.
  public var side: GateSide
  /// The group; nil for the audited metric itself.
  public var group: PanelGroup?
  /// Images that are read at every rate of both sides; the means are over these.
  public var images: Int
  /// By rising size.
  public var points: [Point]
}
