/// The honest encodes of one reference by one codec, from the lowest quality to the reference itself.
public struct LadderRecord: Codable, Sendable, Equatable {
  /// One rung of the ladder.
  public struct Rung: Codable, Sendable, Equatable {
    /// The codec's quality setting; nil for the reference itself.
    public var quality: Double?
    /// The size of the encode in bytes; nil for the reference itself and for a codec without a bitstream.
    public var bytes: Int?
    /// The audited metric's score.
    public var score: Double
    /// Panel metric id → value.
    public var panel: [String: Double]
    /// Feature name of the audited metric → value; empty for a metric that has none.
    public var features: [String: Double]
    /// How its tone differs from the reference's; nil where it hardly does.
    public var tone: ToneReading?

    /// States a rung.
    public init(
      quality: Double?, bytes: Int?, score: Double, panel: [String: Double], features: [String: Double] = [:],
      tone: ToneReading? = nil
    ) {
      self.quality = quality
      self.bytes = bytes
      self.score = score
      self.panel = panel
      self.features = features
      self.tone = tone
    }
  }

  /// The image, relative to its dataset.
  public var image: String
  /// `jpeg`, `webp` or `wavelet`.
  public var codec: String
  /// Rungs in the order of rising quality, the reference last.
  public var rungs: [Rung]
  /// Size and hash of the input file when it was read; nil for what is no file.
  public var input: String?
  /// Where the metric's fusion works at each encode, in the rungs' order; nil for a metric that is no fusion.
  public var operating: [FusionModel.Operating]?

  /// States a ladder.
  public init(image: String, codec: String, rungs: [Rung], input: String? = nil) {
    self.image = image
    self.codec = codec
    self.rungs = rungs
    self.input = input
  }
}
