import HonestCodecs

/// What an audit does: its ladders, its panel, and its attacks with their starts.
public struct Suite: Sendable, Equatable {
  /// An honest ladder that is built for every image.
  public struct Ladder: Sendable, Equatable {
    /// Who encodes.
    public var codec: HonestCodec
    /// How many encodes it has beside the reference.
    public var rungs: Int

    /// States a ladder.
    public init(codec: HonestCodec, rungs: Int) {
      self.codec = codec
      self.rungs = rungs
    }
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
    public var parameters: [String: Double]

    /// States an entry.
    public init(name: String, attack: String, starts: [StartSpec], parameters: [String: Double] = [:]) {
      self.name = name
      self.attack = attack
      self.starts = starts
      self.parameters = parameters
    }
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

  /// States a suite.
  public init(
    name: String, description: String, limit: Double? = nil, ladders: [Ladder], panel: [String], attacks: [Entry]
  ) {
    self.name = name
    self.description = description
    self.limit = limit
    self.ladders = ladders
    self.panel = panel
    self.attacks = attacks
  }
}

/// Why a suite could not be used: names the file, the line where there is one, and the reason.
public struct SuiteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, or the built-in suite's name.
  public let file: String
  /// The line, counted from 1.
  public let line: Int?
  /// The reason, a clause for people.
  public let reason: String
  /// True when no suite has this name: a slip of the command line rather than of a file.
  public let isUnknownName: Bool

  /// States an error.
  public init(file: String, line: Int?, reason: String, isUnknownName: Bool = false) {
    self.file = file
    self.line = line
    self.reason = reason
    self.isUnknownName = isUnknownName
  }

  /// A sentence for people.
  public var description: String { "\(file):" + (line.map { "\($0):" } ?? "") + " " + reason }
}
