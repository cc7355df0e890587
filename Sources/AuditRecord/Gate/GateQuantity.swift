/// What moves between two builds: the audited metric or a group of the panel. In a record `metric`, or the group's name.
public enum GateQuantity: RawRepresentable, Codable, CodingKeyRepresentable, Sendable, Hashable {
  /// The audited metric.
  case metric
  /// What a group of the panel implies.
  case group(PanelGroup)

  /// Reads a quantity's name.
  /// - Returns: nil for a name that is neither `metric` nor a group's.
  public init?(rawValue: String) {
    if rawValue == "metric" {
      self = .metric
    } else if let group = PanelGroup(rawValue: rawValue) {
      self = .group(group)
    } else {
      return nil
    }
  }

  /// The name in a record.
  public var rawValue: String {
    switch self {
    case .metric: "metric"
    case .group(let group): group.rawValue
    }
  }
}
