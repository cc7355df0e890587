/// What one attack, or the honest encodes of one image, came to in a comparison of losses: a line of its record.
public struct LossLine: RecordLine {
  /// An honest encode, or a picture that an attack made of one to please the scale's metric.
  public struct Picture: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// `jpeg:30`, or `pgd-linf-4 from jpeg:30`.
    public var name: String
    /// Whether no attack made it.
    public var isHonest: Bool
    /// The scale's metric and the panel.
    public var measured: CaseMeasurement.Scored
    /// Loss → value.
    public var losses: [String: Double]
    /// Group → implied score.
    public var implied: [PanelGroup: Double]

    /// States a picture.
    public init(
      image: String, name: String, isHonest: Bool, measured: CaseMeasurement.Scored, losses: [String: Double],
      implied: [PanelGroup: Double]
    ) {
      self.image = image
      self.name = name
      self.isHonest = isHonest
      self.measured = measured
      self.losses = losses
      self.implied = implied
    }
  }

  /// An attack on a loss: what descending it did.
  public struct Descent: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// The loss.
    public var loss: String
    /// The attack's name.
    public var attack: String
    /// The honest start.
    public var start: String
    /// The loss of the start.
    public var lossBefore: Double
    /// The loss of the attacked picture, as it was written.
    public var lossAfter: Double
    /// Change of the scale's metric.
    public var metricChange: Double
    /// Group → change of the implied score.
    public var groupChanges: [PanelGroup: Double]

    /// States a descent.
    public init(
      image: String, loss: String, attack: String, start: String, lossBefore: Double, lossAfter: Double,
      metricChange: Double, groupChanges: [PanelGroup: Double]
    ) {
      self.image = image
      self.loss = loss
      self.attack = attack
      self.start = start
      self.lossBefore = lossBefore
      self.lossAfter = lossAfter
      self.metricChange = metricChange
      self.groupChanges = groupChanges
    }

    /// What the panel confirms: the change of the group that gained least. Colour does not count, since the attacks leave
    /// chroma as it is. Nil when no group can tell.
    public var confirmed: Double? {
      groupChanges.filter { $0.key != .colour }.values.min()
    }

    /// Points of the metric's change that the panel does not confirm; nil when no group can tell.
    public var unearned: Double? { confirmed.map { metricChange - $0 } }
  }

  /// What was measured.
  public enum Result: Codable, Sendable, Equatable {
    /// Pictures that losses and panel rank: the honest encodes, or one that an attack on the metric made.
    case pictures([Picture])
    /// A descent of one loss.
    case descent(Descent)
    /// The attack could not be made, or the image could not be used: a sentence for people.
    case failure(String)
  }

  /// Which piece of work.
  public var key: LineKey
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// What it came to.
  public var result: Result

  /// States a line.
  public init(key: LineKey, input: String?, result: Result) {
    self.key = key
    self.input = input
    self.result = result
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.losses
  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] {
    (header.losses?.parts ?? []).map { LineKey(image: image, part: $0) }
  }
}
