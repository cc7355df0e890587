import HonestCodecs

/// What an audit does: its ladders, its panel, and its attacks with their starts.
public struct Suite: Sendable, Equatable {
  /// An honest ladder that is built for every image.
  public struct Ladder: Sendable, Equatable {
    /// Who encodes.
    public var codec: HonestCodec
    /// How many encodes it has beside the reference.
    public var rungs: Int
  }

  /// An attack with its parameters and starts.
  public struct Entry: Sendable, Equatable {
    /// Its name: one test suite of the JUnit report.
    public var name: String
    /// The attack's id in the registry.
    public var attack: String
    /// What it begins from.
    public var starts: [StartSpec]
    /// The parameters that the suite sets; the others take their defaults.
    public var parameters: [String: Double] = [:]
  }

  /// Its name: part of the default output folder.
  public var name: String
  /// One line on what it is for.
  public var description: String
  /// The limit of inflation that it asks for; nil for the metric's own default.
  public var limit: Double?
  /// The ladders.
  public var ladders: [Ladder]
  /// The ids of the panel's metrics, in the registry's order.
  public var panel: [String]
  /// The attacks, in the order of the reports.
  public var attacks: [Entry]
}
