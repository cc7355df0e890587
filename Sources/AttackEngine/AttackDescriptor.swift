/// What the project says of an attack wherever it is listed.
public struct AttackDescriptor: Sendable {
  /// What an attack asks of the metric.
  public enum Need: String, Sendable {
    /// Scores alone.
    case scores
    /// The gradient by the planes that the metric steers.
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
    /// Whether only whole numbers are meant (counts of steps, of tiles …).
    public let isWhole: Bool
    /// Describes a parameter.
    public init(
      _ name: String, _ summary: String, default defaultValue: Double, in range: ClosedRange<Double>,
      whole isWhole: Bool = false
    ) {
      self.name = name
      self.summary = summary
      self.defaultValue = defaultValue
      self.range = range
      self.isWhole = isWhole
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
}
