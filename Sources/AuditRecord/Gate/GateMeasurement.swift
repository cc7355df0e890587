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
  public var readings: [PanelReading] = []
  /// Why the picture could not be used; a sentence that names file and reason.
  public var failure: String?
  /// The picture, relative to the run's folder; nil when none was written.
  public var path: String?
  /// True where the metrics took a stream's own planes, which the file at `path`, of R, G, B, does not hold exactly.
  public var ownPlanes: Bool?
  /// What deserves to be said of the picture's file or of its size, each a clause; nil where there is nothing.
  public var notes: [String]?
  /// True where it reads worse than every honest encode of its reference, and so do all others of its image and side, or one
  /// of fewer bytes does not: it is hardly a picture of its reference, and is not compared. Nil elsewhere.
  public var isOther: Bool?
}

extension GatePicture {
  /// Whether it is compared with the other side.
  public var isUsed: Bool { failure == nil && isOther != true }

  /// States a picture that may still be measured, or why it is not.
  public init(
    side: GateSide, image: String, rate: RateName, bytes: Int? = nil, scored: CaseMeasurement.Scored? = nil,
    failure: String? = nil
  ) {
    self.side = side
    self.image = image
    self.rate = rate
    self.bytes = bytes
    self.scored = scored
    self.failure = failure
  }
}
