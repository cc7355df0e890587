import AuditRecord

/// How far the audited metric and the panel moved from baseline to candidate at equal bits, in points of the audited
/// metric, positive for better.
public struct GateChange: Codable, Sendable, Equatable {
  /// The reference's name.
  public var image: String
  /// The rate; nil for the mean over the rates.
  public var rate: RateName?
  /// The audited metric's change.
  public var metric: Double
  /// Panel member id → change of its implied score; a member that cannot tell is absent.
  public var members: [String: Double]
  /// Group → median over its voting members; a group that cannot tell is absent.
  public var groups: [PanelGroup: Double]

  /// Points of the metric's change beyond the largest group's; nil when no group can tell.
  public var excess: Double? { groups.values.max().map { metric - $0 } }
}
