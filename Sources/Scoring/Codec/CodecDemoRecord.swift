import AuditRecord

/// What tuned halves of a codec do to the audited metric and to the panel: what was asked, measured and made of it.
public struct CodecDemoRecord: Codable, Sendable, Equatable {
  /// The record's schema.
  public var schema = RunHeader.currentSchema
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
  /// How much is there when something is missing; nil in a finished record.
  public var unfinished: Unfinished?
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
}

/// An arm's mean changes at one rate, over images and seeds.
public struct CodecDemoRateMean: Codable, Sendable, Equatable {
  /// The rate.
  public var rate: RateName
  /// Mean change of the audited metric, in its points.
  public var metric: Double
  /// Group → mean implied change; a group that cannot tell at this rate is absent.
  public var groups: [PanelGroup: Double]
}
