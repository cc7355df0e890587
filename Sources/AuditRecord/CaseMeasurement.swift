/// What identifies a case within its run.
public struct CaseKey: Codable, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The image, relative to its dataset.
  public var image: String
  /// The start, as a SPEC: `reference`, `jpeg:30`, `webp:75`; nil for an input that could not be read.
  @EmptyWhenNil public var start: String?
  /// The attack's name in the suite; nil for an input that could not be read.
  @EmptyWhenNil public var attack: String?

  /// States a key; without start and attack that of an input that could not be read.
  public init(image: String, start: String? = nil, attack: String? = nil) {
    self.image = image
    self.start = start
    self.attack = attack
  }

  /// Whether it is that of an input that could not be read, which no attack was made on.
  public var isInput: Bool { attack == nil }

  /// The order of the reports: by image, then start, then attack; an input stands before its cases.
  public static func < (a: CaseKey, b: CaseKey) -> Bool {
    (a.image, a.start ?? "", a.attack ?? "") < (b.image, b.start ?? "", b.attack ?? "")
  }

  /// The case in words: attack, start and image; the image alone for an input that could not be read.
  public var description: String { attack.map { "\($0)\(start.map { " from \($0)" } ?? "") on \(image)" } ?? image }
}

/// What was measured of one case, before any judgement.
public struct CaseMeasurement: Codable, Sendable, Equatable {
  /// Pictures of the case, as paths relative to the run's folder.
  public struct Pictures: Codable, Sendable, Equatable {
    /// The reference.
    public var reference: String?
    /// The start.
    public var start: String?
    /// The attacked image.
    public var attacked: String?
  }

  /// Which case.
  public var key: CaseKey
  /// The attack's id in the registry (several names of a suite can share one); nil for an unreadable input.
  @EmptyWhenNil public var attackID: String? = nil
  /// Where the start comes from; nil for an unreadable input.
  public var startKind: StartKind?
  /// Columns of the image; nil when it could not be read.
  public var width: Int?
  /// Rows of the image; nil when it could not be read.
  public var height: Int?
  /// The start's measurement; nil when it could not be evaluated.
  public var start: Scored?
  /// The attacked image's measurement; nil when it could not be evaluated.
  public var attacked: Scored?
  /// What the attack chose or reached, by name.
  public var chosen: [String: Double] = [:]
  /// Points of the score's change from start to attacked by what they are due to; they sum to it. Empty without.
  public var attribution: [AttributionPart: Double] = [:]
  /// Pictures written for the report.
  public var pictures: Pictures = Pictures()
  /// What deserves to be said of the input: its colour profile, alpha, orientation …
  public var notes: [String] = []
  /// Size and hash of the input file when it was read; nil for what is no file.
  public var input: String?
  /// Why nothing was measured; nil when it was.
  public var failure: Failure?
  /// Wall-clock seconds that the case took; never in `cases.csv`.
  public var seconds: Double = 0
}

extension CaseMeasurement {
  /// States what is known of a case before anything is measured.
  public init(
    key: CaseKey, attackID: String?, startKind: StartKind?, width: Int?, height: Int?, notes: [String], input: String?,
    failure: Failure? = nil
  ) {
    self.key = key
    self.attackID = attackID
    self.startKind = startKind
    self.width = width
    self.height = height
    self.notes = notes
    self.input = input
    self.failure = failure
  }
}
