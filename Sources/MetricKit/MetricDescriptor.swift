/// What the project says of a metric wherever it is listed, scored or reported.
public struct MetricDescriptor: Sendable {
  /// Which way is better.
  public enum Direction: String, Sendable {
    /// A larger value means a better picture.
    case higherIsBetter = "higher_is_better"
    /// A smaller value means a better picture.
    case lowerIsBetter = "lower_is_better"
  }

  /// The groups of the panel of independent reference metrics.
  public enum Group: String, Sendable, CaseIterable {
    /// Structural similarity of luma.
    case structure
    /// Signal fidelity of luma.
    case fidelity
    /// Chroma alone.
    case colour
    /// Whole-picture models, never part of a loss or of an attack's objective.
    case whole
  }

  /// What of a picture the metric reads.
  public enum Input: String, Sendable {
    /// Luma code values.
    case luma
    /// All three planes of Y'CbCr code values.
    case yCbCr = "ycbcr"
    /// Gamma-coded R'G'B'.
    case rgb
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
  /// The panel group it belongs to; nil for metrics that only are audited.
  public let group: Group?
  /// Whether it votes in its group's median, or is only shown.
  public let votes: Bool
  /// What it reads.
  public let input: Input
  /// The smallest width and height it can evaluate.
  public let smallestSide: Int
  /// The limit of inflation, in its own unit, that a report uses when none is asked for; nil where none is known:
  /// for whole-picture witnesses, which are never audited, and for metrics of other programs.
  public let defaultInflationLimit: Double?
  /// The value up to which a difference does not count, in the metric's own unit, for it is hardly seen; nil where no such
  /// value is known.
  public let justVisible: Double?
  /// Metrics of one family share features, so none of them votes on another (`vmaf`, `ssim` …).
  public let family: String
  /// Who published it.
  public let citation: String

  /// Whether it may steer: whole-picture models only ever witness, so no attack takes one as its objective.
  public var maySteer: Bool { group != .whole }

  /// Describes a metric.
  /// - Parameter defaultInflationLimit: its own limit; nil takes the one that was measured for its id, if any.
  public init(
    id: String, title: String, unit: String, direction: Direction, range: ClosedRange<Double>, group: Group?,
    votes: Bool, input: Input, smallestSide: Int, defaultInflationLimit: Double? = nil, justVisible: Double? = nil,
    family: String, citation: String
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.range = range
    self.group = group
    self.votes = votes
    self.input = input
    self.smallestSide = smallestSide
    self.defaultInflationLimit = defaultInflationLimit ?? DefaultLimits.limit(of: id)
    self.justVisible = justVisible
    self.family = family
    self.citation = citation
  }
}
