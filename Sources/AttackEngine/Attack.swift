import Raster

/// One way to make an image that scores well and looks worse.
///
/// One attack, one file. An attack sees the metric under audit and the images, never the panel's witnesses.
public protocol Attack: Sendable {
  /// What the attack is.
  static var descriptor: AttackDescriptor { get }

  /// An attack with a value for each of the descriptor's parameters.
  init(values: ParameterValues)

  /// Makes the attacked image: the best iterate found, quantised to the start's bit depth, with what was chosen.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome
}

/// What an attack made.
public struct AttackOutcome: Sendable {
  /// The attacked image, 8 bits.
  public let image: RGBImage
  /// What the attack chose or reached, by name, for the record (`amount`, `steps`, `mse` …).
  public internal(set) var chosen: [String: Double] = [:]
}
