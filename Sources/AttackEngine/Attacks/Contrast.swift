import QualityMetrics
import Raster

/// Contrast about the mean luma, by the factor that scores best for each image.
public struct Contrast: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "contrast", title: "Contrast, tuned",
    summary: "Stretches or compresses R, G and B about the mean luma by the factor that scores best.",
    citation: "A. Zvezdakova et al., Graphicon 2019", need: .scores, norm: "", start: .any,
    parameters: [
      AttackDescriptor.Parameter("least", "least factor tried", default: 0.5, in: 0...1),
      AttackDescriptor.Parameter("most", "largest factor tried", default: 2, in: 1...10),
      AttackDescriptor.Parameter("finest", "step of the factor near the best", default: 0.01, in: 0.001...0.5),
    ])

  /// Factors tried first, within the bounds.
  private static let factors = [0.7, 0.85, 0.93, 1, 1.03, 1.07, 1.15, 1.3, 1.6]

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

  /// Returns the best of all factors, the start itself included.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let sum = search.base.samples.reduce(0.0) { $0 + Double($1) }
    let mean = (sum / Double(search.base.count) - 16) / BT709.lumaPerGreyLevel
    let grid = Set(Self.factors.filter { (least...most).contains($0) } + [least, 1, most]).sorted()
    return try tunedCurve(search, grid: grid, finest: finest, identity: 1, name: "factor") { factor in
      ToneCurve { mean + factor * ($0 - mean) }
    }
  }
}
