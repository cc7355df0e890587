/// Rate–distortion points of a checkpoint and of ordinary codecs on a dataset, and the differences in rate between them.
public struct CodecEvaluationRecord: Codable, Sendable, Equatable {
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

  /// The difference in rate of the learned codec to an anchor at equal values of one metric.
  public struct Difference: Codable, Sendable, Equatable {
    /// The anchor.
    public var anchor: String
    /// The metric.
    public var metric: String
    /// Mean over the images of per cent of rate; negative when the learned codec saves; nil when no image could tell.
    public var meanPercent: Double?
    /// Images behind the mean.
    public var images: Int

    /// States a difference.
    public init(anchor: String, metric: String, meanPercent: Double?, images: Int) {
      self.anchor = anchor
      self.metric = metric
      self.meanPercent = meanPercent
      self.images = images
    }
  }

  /// How the checkpoint came to be.
  public var checkpoint: String
  /// All points, in the order of the images.
  public var points: [Point]
  /// One entry for each anchor and metric.
  public var differences: [Difference]
  /// Images that could not be used, with the reason.
  public var failures: [String]

  /// Joins the parts.
  public init(checkpoint: String, points: [Point], differences: [Difference], failures: [String]) {
    self.checkpoint = checkpoint
    self.points = points
    self.differences = differences
    self.failures = failures
  }
}

/// The points of one image: a line of an evaluation's record.
public struct CodecEvaluationLine: RecordLine {
  /// The image.
  public var image: String
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// The points.
  public var points: [CodecEvaluationRecord.Point]
  /// Why the image could not be used.
  public var failure: ImageFailure?

  /// States a line.
  public init(
    image: String, input: String?, points: [CodecEvaluationRecord.Point] = [], failure: ImageFailure? = nil
  ) {
    self.image = image
    self.input = input
    self.points = points
    self.failure = failure
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.evaluation
  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> LineKey { LineKey(image: image) }
  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] { [LineKey(image: image)] }
  /// Which line.
  public var key: LineKey { LineKey(image: image) }
  /// The pictures that belong to the line.
  public var picturePaths: [String] { [] }
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
