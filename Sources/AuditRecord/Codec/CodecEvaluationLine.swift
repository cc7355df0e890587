/// The points of one image: a line of an evaluation's record.
public struct CodecEvaluationLine: RecordLine {
  /// What a codec does to one image at one setting.
  public struct Point: Codable, Sendable, Equatable {
    /// The image, as the dataset names it.
    public var image: String
    /// `learned`, `jpeg` or `webp`.
    public var codec: String
    /// The rate of the model or the codec's quality.
    public var setting: Int
    /// Bits of the whole file for each pixel.
    public var bitsPerPixel: Double
    /// Metric id → value; a metric that could not be evaluated is absent.
    public var values: [String: Double]

    /// States a point.
    public init(image: String, codec: String, setting: Int, bitsPerPixel: Double, values: [String: Double]) {
      self.image = image
      self.codec = codec
      self.setting = setting
      self.bitsPerPixel = bitsPerPixel
      self.values = values
    }
  }

  /// The image.
  public var image: String
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// The points.
  public var points: [Point]
  /// Why the image could not be used.
  public var failure: ImageFailure?

  /// States a line.
  public init(
    image: String, input: String?, points: [Point] = [], failure: ImageFailure? = nil
  ) {
    self.image = image
    self.input = input
    self.points = points
    self.failure = failure
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.evaluation
  /// Which line.
  public var key: LineKey { LineKey(image: image) }
}

/// What an evaluation was asked beside what every run is asked: a part of its `run.json`.
public struct CodecEvaluationRequest: Codable, Sendable, Equatable {
  /// How the checkpoint came to be.
  public var checkpoint: String
  /// CRC-32 of its parameters.
  public var checksum: UInt32

  /// States a request.
  public init(checkpoint: String, checksum: UInt32) {
    self.checkpoint = checkpoint
    self.checksum = checksum
  }
}
