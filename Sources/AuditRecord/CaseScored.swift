extension CaseMeasurement {
  /// The audited metric's score with the features behind it, and what the panel says.
  public struct Scored: Codable, Sendable, Equatable {
    /// The score.
    public var score: Double
    /// Feature name → value; empty for a metric that has none.
    public var features: [String: Double]
    /// Panel metric id → value; a member that could not be evaluated is absent.
    public var panel: [String: Double]
    /// Panel metric id → why it has no value, a clause for people; nil where none is missing.
    public var missing: [String: String]?
    /// How its tone differs from the reference's; nil where it hardly does.
    public var tone: ToneReading?

    /// States a measurement.
    public init(
      score: Double, features: [String: Double], panel: [String: Double], missing: [String: String] = [:],
      tone: ToneReading? = nil
    ) {
      self.score = score
      self.features = features
      self.panel = panel
      self.missing = missing.isEmpty ? nil : missing
      self.tone = tone
    }
  }
}
