import QualityMetrics
import Raster

/// One way to make an image that scores well and looks worse.
///
/// One attack, one file. An attack sees the metric under audit and the images, never the panel's witnesses.
public protocol Attack: Sendable {
  /// What the attack is.
  static var descriptor: AttackDescriptor { get }

  /// An attack with parameters from a suite; those that are absent take the descriptor's defaults.
  /// - Throws: `AttackError.badParameter` for a name or value that the attack does not know.
  init(parameters: [String: Double]) throws(AttackError)

  /// Makes the attacked image: the best iterate found, quantised to the start's bit depth, with what was chosen.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome
}

/// What the project says of an attack wherever it is listed.
public struct AttackDescriptor: Sendable {
  /// What an attack asks of the metric.
  public enum Need: String, Sendable {
    /// Scores alone.
    case scores
    /// The gradient with respect to luma.
    case gradient
  }

  /// The kind of image that an attack begins from.
  public enum Start: String, Sendable {
    /// An honest encode: upward attacks have no room above the reference itself.
    case encode
    /// The reference.
    case reference
    /// Either.
    case any
  }

  /// A number of the attack that a suite may set.
  public struct Parameter: Sendable {
    /// The name in a suite.
    public let name: String
    /// What it does, with its unit.
    public let summary: String
    /// The value when a suite sets none.
    public let defaultValue: Double
    /// What a suite may set.
    public let range: ClosedRange<Double>
    /// Describes a parameter.
    public init(_ name: String, _ summary: String, default defaultValue: Double, in range: ClosedRange<Double>) {
      self.name = name
      self.summary = summary
      self.defaultValue = defaultValue
      self.range = range
    }
  }

  /// The stable identifier, for example `fidelity-floor`.
  public let id: String
  /// The name people know it by.
  public let title: String
  /// One sentence on what it does and what it shows.
  public let summary: String
  /// Who published it.
  public let citation: String
  /// What it asks of the metric.
  public let need: Need
  /// The norm or quantity that bounds it, for example `L∞`; an empty string when none does.
  public let norm: String
  /// What it may begin from.
  public let start: Start
  /// Its parameters.
  public let parameters: [Parameter]

  /// Describes an attack.
  public init(
    id: String, title: String, summary: String, citation: String, need: Need, norm: String, start: Start,
    parameters: [Parameter]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.citation = citation
    self.need = need
    self.norm = norm
    self.start = start
    self.parameters = parameters
  }
}

/// What an attack works on.
public struct AttackProblem: Sendable {
  /// The original.
  public let reference: RGBImage
  /// The image the attack begins from; the same size and bit depth (8) as what it returns.
  public let start: RGBImage
  /// The metric under audit, its reference prepared; scores quantised pictures exactly.
  public let metric: any PreparedMetric
  /// +1 when a larger value of the metric is better, −1 otherwise.
  public let sign: Double
  /// The smooth form that steers, where the metric has one.
  public let steering: (any LumaDifferentiable)?

  /// States a problem.
  public init(
    reference: RGBImage, start: RGBImage, metric: any PreparedMetric, sign: Double,
    steering: (any LumaDifferentiable)?
  ) {
    self.reference = reference
    self.start = start
    self.metric = metric
    self.sign = sign
    self.steering = steering
  }
}

/// What an attack made.
public struct AttackOutcome: Sendable {
  /// The attacked image, 8 bits.
  public let image: RGBImage
  /// What the attack chose or reached, by name, for the record (`amount`, `steps`, `mse` …).
  public let chosen: [String: Double]

  /// Joins an image with what was chosen.
  public init(image: RGBImage, chosen: [String: Double] = [:]) {
    self.image = image
    self.chosen = chosen
  }
}

/// Why an attack could not be made or run.
public enum AttackError: Error, Sendable, CustomStringConvertible {
  /// A suite set a parameter that the attack does not have, or outside its range.
  case badParameter(attack: String, reason: String)
  /// The attack steers by a gradient that this metric does not have.
  case needsGradient(attack: String)
  /// The metric could not be evaluated.
  case metric(MetricError)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .badParameter(let attack, let reason): return "attack \(attack): \(reason)"
    case .needsGradient(let attack): return "attack \(attack) needs a gradient, which this metric does not have"
    case .metric(let error): return error.description
    }
  }
}
