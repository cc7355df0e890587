/// What one checkpoint did to one image, or the image's close-ups: a line of a demonstration's record.
public struct CodecDemoLine: RecordLine {
  /// Which piece of work: the checkpoint's name, or `closeUpsPart`.
  public var key: LineKey
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// The image at every rate.
  public var pictures: [CodecDemoPicture]
  /// Close-ups of the same place through several checkpoints.
  public var crop: CodecDemoCrop?
  /// Why the image could not be used.
  public var failure: ImageFailure?

  /// States a line.
  public init(
    key: LineKey, input: String?, pictures: [CodecDemoPicture] = [], crop: CodecDemoCrop? = nil,
    failure: ImageFailure? = nil
  ) {
    self.key = key
    self.input = input
    self.pictures = pictures
    self.crop = crop
    self.failure = failure
  }

  /// The part of the line that holds close-ups.
  public static let closeUpsPart = "close-ups"

  /// The kind of record that has such lines.
  public static let kind = RecordKind.demonstration
  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] {
    guard let request = header.demonstration else { return [] }
    let shown = request.closeUpImages.contains(image) ? [closeUpsPart] : []
    return ([request.base] + request.checkpoints.map(\.name) + shown).map { LineKey(image: image, part: $0) }
  }
  /// The pictures that belong to the line.
  public var picturePaths: [String] { crop?.views.map(\.path) ?? [] }
}

/// What a demonstration was asked beside what every run is asked: a part of its `run.json`.
public struct CodecDemoRequest: Codable, Sendable, Equatable {
  /// The name of the base's pictures.
  public var base: String
  /// How the base came to be.
  public var baseProvenance: String
  /// CRC-32 of the base's parameters.
  public var baseChecksum: UInt32
  /// Names of the base's rates, from the smallest.
  public var rates: [RateName]
  /// The tuned checkpoints.
  public var checkpoints: [CodecDemoCheckpoint]
  /// The images that get close-ups.
  public var closeUpImages: [String]

  /// States a request.
  public init(
    base: String, baseProvenance: String, baseChecksum: UInt32, rates: [RateName], checkpoints: [CodecDemoCheckpoint],
    closeUpImages: [String]
  ) {
    self.base = base
    self.baseProvenance = baseProvenance
    self.baseChecksum = baseChecksum
    self.rates = rates
    self.checkpoints = checkpoints
    self.closeUpImages = closeUpImages
  }
}
