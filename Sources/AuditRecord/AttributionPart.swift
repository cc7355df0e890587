/// What a change of score is due to: a feature of the metric, or the end of the score's range. In a record the feature's
/// name, or `clipping`, which no feature is called.
public enum AttributionPart: RawRepresentable, Codable, CodingKeyRepresentable, Sendable, Hashable {
  /// A feature, by its name.
  case feature(String)
  /// What the score's range cut off.
  case clipping

  /// Reads a part's name.
  public init(rawValue: String) { self = rawValue == "clipping" ? .clipping : .feature(rawValue) }

  /// The name in a record.
  public var rawValue: String {
    switch self {
    case .feature(let name): name
    case .clipping: "clipping"
    }
  }
}
