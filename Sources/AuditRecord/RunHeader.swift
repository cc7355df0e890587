/// What a run was asked to do and with what: `run.json`.
public struct RunHeader: Codable, Sendable, Equatable {
  /// The version of the record's schema that this code writes.
  public static let currentSchema = 5

  /// One entry of the suite, as it was run.
  public struct AttackEntry: Codable, Sendable, Equatable {
    /// Its name in the suite: one test suite of the JUnit report.
    public var name: String
    /// The attack's id in the registry.
    public var id: String
    /// The name people know it by.
    public var title: String
    /// One sentence on what it does.
    public var summary: String
    /// Who published it.
    public var citation: String
    /// The starts it was run from, as SPECs.
    public var starts: [String]
    /// Its parameters, defaults included.
    public var parameters: [String: Double]

    /// States an entry.
    public init(
      name: String, id: String, title: String, summary: String, citation: String, starts: [String],
      parameters: [String: Double]
    ) {
      self.name = name
      self.id = id
      self.title = title
      self.summary = summary
      self.citation = citation
      self.starts = starts
      self.parameters = parameters
    }
  }

  /// The record's schema.
  public var schema = RunHeader.currentSchema
  /// What the folder holds the record of.
  public var kind: RecordKind
  /// The program's version.
  public var toolVersion: String
  /// When the run began: ISO 8601, UTC.
  public var startedAt: String
  /// The audited metric.
  public var metric: MetricInfo
  /// The panel, in the order of its columns.
  public var panel: [MetricInfo]
  /// The suite's name.
  public var suite: String
  /// The suite's attacks.
  public var attacks: [AttackEntry]
  /// The ladders' codecs, with how many rungs each has beside the reference.
  public var ladders: [String: Int]
  /// The datasets as they were named on the command line; empty for the built-in scenes.
  public var datasets: [String]
  /// The seed of everything random.
  public var seed: UInt64
  /// Which part of the cases was run, counted from 1.
  public var shard: String?
  /// The limit of inflation, in the metric's unit, that decides passed or failed; nil where the metric has no calibrated
  /// limit and none was asked for, so that no case can be judged.
  public var limit: Double?
  /// Whether the limit was asked for on the command line (then it decides the exit status too).
  public var limitWasAsked: Bool
  /// Findings that are known and fail nothing; nil where none were named.
  public var known: KnownFindings?
  /// How colour was read.
  public var colour: String
  /// Images that were found.
  public var images: [String]
  /// Files with other extensions, which were skipped.
  public var skippedFiles: Int
  /// The audited metric's fusion; nil for a metric that is none.
  public var fusion: FusionModel?
  /// What only a gate is asked.
  public var gate: GateRequest?
  /// What only a comparison of losses is asked.
  public var losses: LossRequest?
  /// What only a demonstration is asked.
  public var demonstration: CodecDemoRequest?
  /// What only an evaluation is asked.
  public var evaluation: CodecEvaluationRequest?

  /// States a header; what only one kind is asked is set afterwards.
  public init(
    kind: RecordKind = .audit, toolVersion: String, startedAt: String, metric: MetricInfo, panel: [MetricInfo],
    suite: String, attacks: [AttackEntry], ladders: [String: Int], datasets: [String],
    seed: UInt64, shard: String?, limit: Double?, limitWasAsked: Bool, colour: String, images: [String],
    skippedFiles: Int
  ) {
    self.kind = kind
    self.toolVersion = toolVersion
    self.startedAt = startedAt
    self.metric = metric
    self.panel = panel
    self.suite = suite
    self.attacks = attacks
    self.ladders = ladders
    self.datasets = datasets
    self.seed = seed
    self.shard = shard
    self.limit = limit
    self.limitWasAsked = limitWasAsked
    self.colour = colour
    self.images = images
    self.skippedFiles = skippedFiles
  }
}
