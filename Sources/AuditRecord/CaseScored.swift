extension CaseMeasurement {
  /// The audited metric's score with the features behind it, and what the panel says.
  public struct Scored: Codable, Sendable, Equatable {
    /// The score.
    public var score: Double
    /// Feature name → value; empty for a metric that has none.
    public var features: [String: Double]
    /// Panel metric id → value; a member that could not be evaluated is absent.
    public var panel: [String: Double]
    /// Panel metric id → why it has no value, a clause for people. A record has no such key where none is missing.
    public var missing: [String: String]

    /// States a measurement.
    public init(
      score: Double, features: [String: Double], panel: [String: Double], missing: [String: String] = [:]
    ) {
      self.score = score
      self.features = features
      self.panel = panel
      self.missing = missing
    }

    private enum CodingKeys: String, CodingKey {
      case score, features, panel, missing
    }

    /// Reads a measurement.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      score = try values.decode(Double.self, forKey: .score)
      features = try values.decode([String: Double].self, forKey: .features)
      panel = try values.decode([String: Double].self, forKey: .panel)
      missing = try values.decodeIfPresent([String: String].self, forKey: .missing) ?? [:]
    }

    /// Writes a measurement.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(score, forKey: .score)
      try values.encode(features, forKey: .features)
      try values.encode(panel, forKey: .panel)
      if !missing.isEmpty { try values.encode(missing, forKey: .missing) }
    }
  }
}
