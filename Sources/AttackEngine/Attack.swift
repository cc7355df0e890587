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
