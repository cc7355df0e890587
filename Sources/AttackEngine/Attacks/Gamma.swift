import Foundation
import QualityMetrics
import Raster

/// A power curve on R, G and B with the exponent that scores best for each image.
public struct Gamma: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "gamma", title: "Gamma, tuned",
    summary: "Brightens or darkens by the power curve that scores best: what tone adjustment can gain.",
    citation: "A. Zvezdakova et al., Graphicon 2019", need: .scores, norm: "", start: .any,
    parameters: [
      AttackDescriptor.Parameter("least", "least exponent tried", default: 0.5, in: 0.1...1),
      AttackDescriptor.Parameter("most", "largest exponent tried", default: 2, in: 1...10),
      AttackDescriptor.Parameter("finest", "step of the exponent near the best", default: 0.01, in: 0.001...0.5),
    ])

  /// Exponents tried first, within the bounds.
  private static let exponents = [0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.4, 1.7]

  private let least: Double
  private let most: Double
  private let finest: Double

  /// An attack with parameters from a suite.
  public init(parameters: [String: Double]) throws(AttackError) {
    let values = try ParameterValues(parameters, of: Self.descriptor)
    least = values["least"]
    most = values["most"]
    finest = values["finest"]
  }

  /// Returns the best of all exponents, the start itself included.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let grid = Set(Self.exponents.filter { (least...most).contains($0) } + [least, 1, most]).sorted()
    return try tunedCurve(search, grid: grid, finest: finest, identity: 1, name: "exponent") { exponent in
      ToneCurve { 255 * pow($0 / 255, exponent) }
    }
  }
}
