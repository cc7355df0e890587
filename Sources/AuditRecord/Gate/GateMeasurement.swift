/// What a gate compares: two builds of a codec on the same references.
public enum GateSide: String, Codable, Sendable, CaseIterable {
  /// The build that is out.
  case baseline
  /// The build that wants to go out.
  case candidate
}

/// One decoded picture of one side, measured.
public struct GatePicture: Codable, Sendable, Equatable {
  /// Whose picture it is.
  public var side: GateSide
  /// The reference's name, relative to its folder.
  public var image: String
  /// The rate.
  public var rate: RateName
  /// The size of the bitstream; nil when it is not known.
  public var bytes: Int?
  /// The measurement; nil when the picture could not be used.
  public var scored: CaseMeasurement.Scored?
  /// What each panel member implies; empty when the picture could not be used.
  public var readings: [CaseRecord.Reading]
  /// Why the picture could not be used; a sentence that names file and reason.
  public var failure: String?
  /// The picture, relative to the run's folder; nil when none was written.
  public var path: String?
  /// True where the metrics took a stream's own planes, which the file at `path`, of R, G, B, does not hold exactly.
  public var ownPlanes: Bool?

  /// States a picture.
  public init(
    side: GateSide, image: String, rate: RateName, bytes: Int?, scored: CaseMeasurement.Scored?,
    readings: [CaseRecord.Reading] = [], failure: String? = nil, path: String? = nil
  ) {
    self.side = side
    self.image = image
    self.rate = rate
    self.bytes = bytes
    self.scored = scored
    self.readings = readings
    self.failure = failure
    self.path = path
  }
}

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

  /// States a change.
  public init(
    image: String, rate: RateName?, metric: Double, members: [String: Double], groups: [PanelGroup: Double]
  ) {
    self.image = image
    self.rate = rate
    self.metric = metric
    self.members = members
    self.groups = groups
  }
}
