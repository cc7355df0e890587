import QualityMetrics
import Raster

/// Contrast about the mean luma, by the factor that scores best for each image.
struct Contrast: Attack {
  static let descriptor = AttackDescriptor(
    id: "contrast", title: "Contrast, tuned",
    summary: "Stretches or compresses R, G and B about the mean luma by the factor that scores best.",
    citation: "A. Zvezdakova et al., Graphicon 2019", need: .scores, norm: "", start: .any,
    parameters: [
      .init("least", "least factor tried", default: 0.5, in: 0...1),
      .init("most", "largest factor tried", default: 2, in: 1...10),
      .init("finest", "step of the factor near the best", default: 0.01, in: 0.001...0.5),
    ])

  /// Factors tried first, within the bounds.
  private static let factors = [0.7, 0.85, 0.93, 1, 1.03, 1.07, 1.15, 1.3, 1.6]

  let values: ParameterValues

  /// Returns the best of all factors, the start itself included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let sum = search.base.samples.reduce(0.0) { $0 + Double($1) }
    let mean = (sum / Double(search.base.count) - 16) / BT709.lumaPerGreyLevel
    return try tunedCurve(search, values, first: Self.factors, name: "factor") { factor in
      ToneCurve { mean + factor * ($0 - mean) }
    }
  }
}
