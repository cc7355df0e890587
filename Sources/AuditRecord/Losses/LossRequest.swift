/// What a comparison of losses was asked beside what every run is asked: a part of its `run.json`.
public struct LossRequest: Codable, Sendable, Equatable {
  /// A loss that was compared.
  public struct Entry: Codable, Sendable, Equatable {
    /// Its id.
    public var id: String
    /// What it charges for.
    public var summary: String

    /// States a loss.
    public init(id: String, summary: String) {
      self.id = id
      self.summary = summary
    }
  }

  /// The losses, in the registry's order.
  public var losses: [Entry]
  /// The starts of all attacks, as SPECs.
  public var starts: [String]
  /// The pieces of work on each image, in the order of the record.
  public var parts: [String]
  /// By how many points groups must differ to decide a pair.
  public var margin: Double

  /// States a request.
  public init(losses: [Entry], starts: [String], parts: [String], margin: Double) {
    self.losses = losses
    self.starts = starts
    self.parts = parts
    self.margin = margin
  }
}
