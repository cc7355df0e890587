import Foundation
import QualityMetrics
import Raster

/// A power curve on R, G and B with the exponent that scores best for each image.
struct Gamma: Attack {
  static let descriptor = AttackDescriptor(
    id: "gamma", title: "Gamma, tuned",
    summary: "Brightens or darkens by the power curve that scores best: what tone adjustment can gain.",
    citation: "A. Zvezdakova et al., Graphicon 2019", need: .scores, norm: "", start: .any,
    parameters: [
      .init("least", "least exponent tried", default: 0.5, in: 0.1...1),
      .init("most", "largest exponent tried", default: 2, in: 1...10),
      .init("finest", "step of the exponent near the best", default: 0.01, in: 0.001...0.5),
    ])

  /// Exponents tried first, within the bounds.
  private static let exponents = [0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.4, 1.7]

  let values: ParameterValues

  /// Returns the best of all exponents, the start itself included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    return try tunedCurve(search, values, first: Self.exponents, name: "exponent") { exponent in
      ToneCurve { 255 * pow($0 / 255, exponent) }
    }
  }
}
