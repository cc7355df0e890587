import AuditRecord

/// What is true of a metric wherever it is listed, scored, budgeted for or reported.
public struct MetricDescriptor: Sendable {
  /// Which way is better.
  public enum Direction: String, Sendable {
    /// A larger value means a better picture.
    case higherIsBetter = "higher_is_better"
    /// A smaller value means a better picture.
    case lowerIsBetter = "lower_is_better"
  }

  /// The stable identifier of the command line and of the files, for example `vmafneg`.
  public let id: String
  /// The name people know it by.
  public let title: String
  /// The unit of its value, for example `points`, `dB`, or an empty string for a pure number.
  public let unit: String
  /// Which way is better.
  public let direction: Direction
  /// The range of its value; an open end is infinite.
  public let range: ClosedRange<Double>
  /// What it is to the panel; nil for metrics that only are audited.
  public let panel: PanelRole?
  /// The planes that it reads.
  public let reads: PicturePlanes
  /// Those of them by which it has a gradient; none for a metric that cannot steer.
  public let steers: PicturePlanes
  /// Whether reference and distorted picture may change places without changing the value; false where nobody knows.
  public let isSymmetric: Bool
  /// The smallest width and height it can evaluate.
  public let smallestSide: Int
  /// The limit of inflation that a report uses when none is asked for; nil where none is known: for whole-picture
  /// witnesses, which are never audited, and for metrics of other programs.
  public let limit: InflationLimit?
  /// The value up to which a difference does not count, in the metric's own unit, for it is hardly seen; nil where no such
  /// value is known.
  public let justVisible: Double?
  /// Metrics of one family share features, so none of them votes on another (`vmaf`, `ssim` …).
  public let family: String
  /// Who published it.
  public let citation: String

  /// Describes a metric.
  public init(
    id: String, title: String, unit: String, direction: Direction, range: ClosedRange<Double>, panel: PanelRole?,
    reads: PicturePlanes, steers: PicturePlanes = [], isSymmetric: Bool, smallestSide: Int, limit: InflationLimit?,
    justVisible: Double? = nil, family: String, citation: String
  ) {
    precondition(reads.isSuperset(of: steers), "a metric has a gradient by planes that it reads")
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.range = range
    self.panel = panel
    self.reads = reads
    self.steers = steers
    self.isSymmetric = isSymmetric
    self.smallestSide = smallestSide
    self.limit = limit
    self.justVisible = justVisible
    self.family = family
    self.citation = citation
  }

  /// The panel's group that it belongs to; nil for metrics that only are audited.
  public var group: PanelGroup? { panel?.group }
  /// Whether it votes in its group's median, or is only shown.
  public var votes: Bool { panel?.votes ?? false }
  /// Whether it may be an attack's objective: whole-picture models only ever witness, so none is.
  public var maySteer: Bool { group != .whole }
  /// The value of `limit`, in the metric's own unit.
  public var defaultInflationLimit: Double? { limit?.value }
}
