/// What a gate measured of one reference: a line of its record.
public struct GateLine: RecordLine {
  /// The reference's name.
  public var image: String
  /// A hash of the files that were read for it, reference and pictures; nil where none was.
  public var input: String?
  /// The fingerprint of the reference's pixels; nil when it could not be read.
  public var fingerprint: String?
  /// The reference's picture, relative to the folder; nil when it could not be used.
  public var reference: String?
  /// What deserves to be said of the reference's file, each a clause; nil where there is nothing.
  public var notes: [String]?
  /// The pictures of both sides, or one without a measurement that says why the reference could not be used.
  public var pictures: [GatePicture]

  /// States a line.
  public init(
    image: String, input: String?, fingerprint: String? = nil, reference: String? = nil, pictures: [GatePicture]
  ) {
    self.image = image
    self.input = input
    self.fingerprint = fingerprint
    self.reference = reference
    self.pictures = pictures
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.gate
  /// Which line.
  public var key: LineKey { LineKey(image: image) }
  /// The pictures that belong to the line.
  public var picturePaths: [String] { [reference].compactMap { $0 } + pictures.compactMap(\.path) }
}

/// What a gate was asked beside what every run is asked: a part of its `run.json`.
public struct GateRequest: Codable, Sendable, Equatable {
  /// What the baseline is: a folder, a codec's command, a saved run.
  public var baseline: String
  /// What the candidate is.
  public var candidate: String
  /// The table of sizes; nil where sizes come from elsewhere.
  public var bits: String?
  /// The limits.
  public var bands: GateBands
  /// Whether an unearned gain fails.
  public var strict: Bool
  /// How far metric or panel may fall; nil when no limit was asked for.
  public var maxRegression: Double?
  /// Whether an inconclusive comparison fails.
  public var failInconclusive: Bool
  /// What was named but cannot be compared: a picture without reference, a reference without picture.
  public var complaints: [GatePicture]

  /// States a request.
  public init(
    baseline: String, candidate: String, bits: String?, bands: GateBands, strict: Bool, maxRegression: Double?,
    failInconclusive: Bool, complaints: [GatePicture]
  ) {
    self.baseline = baseline
    self.candidate = candidate
    self.bits = bits
    self.bands = bands
    self.strict = strict
    self.maxRegression = maxRegression
    self.failInconclusive = failInconclusive
    self.complaints = complaints
  }
}
