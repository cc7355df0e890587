/// What tuned halves of a codec do to the audited metric and to the panel: what was asked, measured and made of it.
public struct CodecDemoRecord: Codable, Sendable, Equatable {
  /// The version of this record's schema that this code writes.
  public static let currentSchema = 5

  /// The record's schema.
  public var schema: Int
  /// The run's header: metric, panel, ladders, seed, images.
  public var run: RunHeader
  /// How the base came to be.
  public var base: String
  /// CRC-32 of the base's parameters.
  public var baseChecksum: UInt32
  /// The base's rates, from the smallest.
  public var rates: [RateName]
  /// The tuned checkpoints.
  public var checkpoints: [CodecDemoCheckpoint]
  /// The honest ladders.
  public var ladders: [LadderRecord]
  /// Every picture, the base's too.
  public var pictures: [CodecDemoPicture]
  /// One entry for each checkpoint against the base.
  public var comparisons: [CodecDemoComparison]
  /// One entry for each arm: its checkpoints of all seeds together.
  public var arms: [CodecDemoArm]
  /// Close-ups of the same places.
  public var crops: [CodecDemoCrop]
  /// Images that could not be used, with the reason.
  public var failures: [String] = []

  /// States a record.
  public init(
    run: RunHeader, base: String, baseChecksum: UInt32, rates: [RateName], checkpoints: [CodecDemoCheckpoint],
    ladders: [LadderRecord],
    pictures: [CodecDemoPicture], comparisons: [CodecDemoComparison], arms: [CodecDemoArm], crops: [CodecDemoCrop]
  ) {
    schema = Self.currentSchema
    self.run = run
    self.base = base
    self.baseChecksum = baseChecksum
    self.rates = rates
    self.checkpoints = checkpoints
    self.ladders = ladders
    self.pictures = pictures
    self.comparisons = comparisons
    self.arms = arms
    self.crops = crops
  }
}

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

/// A checkpoint against the base, as a release gate compares two builds: at equal bits, in points of the audited metric.
public struct CodecDemoComparison: Codable, Sendable, Equatable {
  /// The checkpoint's name.
  public var checkpoint: String
  /// Changes by image and rate.
  public var changes: [GateChange]
  /// Changes by image, the mean over its rates.
  public var imageChanges: [GateChange]
  /// The gate's judgement over the images.
  public var judgement: GateJudgement
  /// The gate's judgement at each rate, in the record's order.
  public var rates: [GateJudgement]
  /// Whether the gate lets it through.
  public var passed: Bool
  /// Differences in rate at equal value.
  public var savings: [GateRateSaving]

  /// States a comparison.
  public init(
    checkpoint: String, changes: [GateChange], imageChanges: [GateChange], judgement: GateJudgement,
    rates: [GateJudgement], passed: Bool, savings: [GateRateSaving]
  ) {
    self.checkpoint = checkpoint
    self.changes = changes
    self.imageChanges = imageChanges
    self.judgement = judgement
    self.rates = rates
    self.passed = passed
    self.savings = savings
  }
}

/// An arm: the checkpoints of one part and loss over all seeds.
public struct CodecDemoArm: Codable, Sendable, Equatable {
  /// Its name, for example `decoder-naive`.
  public var name: String
  /// The half that was tuned.
  public var part: CodecDemoPart
  /// Whether it is of a sweep over a guard's weight.
  public var isSweep: Bool
  /// Its checkpoints.
  public var checkpoints: [String]
  /// Mean change of the audited metric over images, rates and seeds, with its interval over images and seeds.
  public var metric: RunSummary.Interval
  /// Group → mean implied change.
  public var groups: [PanelGroup: RunSummary.Interval]
  /// Panel member → mean implied change.
  public var members: [String: RunSummary.Interval]
  /// Panel member → mean change in its own unit, at equal rate index; decoders only.
  public var values: [String: RunSummary.Interval]
  /// Metric id → mean difference in rate at equal value over images and seeds, per cent.
  public var rateDifferences: [String: Double]
  /// Mean changes at each rate at which the arm could be compared, in the record's order of rates.
  public var byRate: [CodecDemoRateMean]
  /// What the gate says of its checkpoints, the gravest rule first.
  public var findings: [CodecDemoFinding]
  /// Whether no other arm of the part is clearly better in the metric's change or the worst group's and clearly worse in
  /// neither; by intervals over images, or by every one of fewer than six.
  public var onFront: Bool

  /// The worst group's mean implied change; nil when no group can tell.
  public var worstGroup: Double? { groups.values.map(\.value).min() }

  /// States an arm.
  public init(
    name: String, part: CodecDemoPart, isSweep: Bool, checkpoints: [String], metric: RunSummary.Interval,
    groups: [PanelGroup: RunSummary.Interval], members: [String: RunSummary.Interval],
    values: [String: RunSummary.Interval], rateDifferences: [String: Double], byRate: [CodecDemoRateMean],
    findings: [CodecDemoFinding], onFront: Bool
  ) {
    self.name = name
    self.part = part
    self.isSweep = isSweep
    self.checkpoints = checkpoints
    self.metric = metric
    self.groups = groups
    self.members = members
    self.values = values
    self.rateDifferences = rateDifferences
    self.byRate = byRate
    self.findings = findings
    self.onFront = onFront
  }
}

/// An arm's mean changes at one rate, over images and seeds.
public struct CodecDemoRateMean: Codable, Sendable, Equatable {
  /// The rate.
  public var rate: RateName
  /// Mean change of the audited metric, in its points.
  public var metric: Double
  /// Group → mean implied change; a group that cannot tell at this rate is absent.
  public var groups: [PanelGroup: Double]

  /// States means.
  public init(rate: RateName, metric: Double, groups: [PanelGroup: Double]) {
    self.rate = rate
    self.metric = metric
    self.groups = groups
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
