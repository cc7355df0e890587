/// Which half of a codec a checkpoint tuned.
public enum CodecDemoPart: String, Codable, Sendable, CaseIterable {
  /// The base's own bitstreams are decoded anew.
  case decoder
  /// The checkpoint writes bitstreams, which the base decodes.
  case encoder
}

/// A tuned checkpoint.
public struct CodecDemoCheckpoint: Codable, Sendable, Equatable {
  /// Its name, for example `decoder-naive-s1`.
  public var name: String
  /// The arm it belongs to: the name without the seed.
  public var arm: String
  /// The half that was tuned.
  public var part: CodecDemoPart
  /// Whether it is of a sweep over a guard's weight.
  public var isSweep: Bool
  /// How it came to be.
  public var provenance: String
  /// CRC-32 of the whole model's parameters.
  public var checksum: UInt32

  /// States a checkpoint.
  public init(
    name: String, arm: String, part: CodecDemoPart, isSweep: Bool, provenance: String, checksum: UInt32
  ) {
    self.name = name
    self.arm = arm
    self.part = part
    self.isSweep = isSweep
    self.provenance = provenance
    self.checksum = checksum
  }
}

/// One image at one rate through one checkpoint.
public struct CodecDemoPicture: Codable, Sendable, Equatable {
  /// The image, as the dataset names it.
  public var image: String
  /// The checkpoint's name; `base` for the base.
  public var checkpoint: String
  /// The rate.
  public var rate: RateName
  /// The bitstream's length.
  public var bytes: Int
  /// Columns times rows.
  public var pixels: Int
  /// Metric and panel.
  public var scored: CaseMeasurement.Scored

  /// States a picture.
  public init(
    image: String, checkpoint: String, rate: RateName, bytes: Int, pixels: Int, scored: CaseMeasurement.Scored
  ) {
    self.image = image
    self.checkpoint = checkpoint
    self.rate = rate
    self.bytes = bytes
    self.pixels = pixels
    self.scored = scored
  }
}

/// The same place of an image through several checkpoints.
public struct CodecDemoCrop: Codable, Sendable, Equatable {
  /// One of the pictures.
  public struct View: Codable, Sendable, Equatable {
    /// `reference`, `base` or a checkpoint's name.
    public var name: String
    /// The file, relative to the run's folder.
    public var path: String
    /// The whole picture's score; nil for the reference.
    public var score: Double?

    /// States a picture.
    public init(name: String, path: String, score: Double?) {
      self.name = name
      self.path = path
      self.score = score
    }
  }

  /// The image.
  public var image: String
  /// The rate.
  public var rate: RateName
  /// Left column and upper row in the image.
  public var x: Int
  /// Upper row in the image.
  public var y: Int
  /// Columns and rows.
  public var side: Int
  /// The pictures, the reference first.
  public var views: [View]

  /// States a close-up.
  public init(image: String, rate: RateName, x: Int, y: Int, side: Int, views: [View]) {
    self.image = image
    self.rate = rate
    self.x = x
    self.y = y
    self.side = side
    self.views = views
  }
}
