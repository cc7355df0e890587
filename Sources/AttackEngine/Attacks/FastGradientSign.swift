import QualityMetrics
import Raster

/// One step of the budget along the sign of the gradient.
struct FastGradientSign: Attack {
  static let descriptor = AttackDescriptor(
    id: "fgsm", title: "Fast gradient sign",
    summary: "One step along the gradient's sign: the least that an attack with a gradient gains.",
    citation: "I. Goodfellow, J. Shlens, C. Szegedy, ICLR 2015", need: .gradient, norm: "L∞", start: .encode,
    parameters: [SignBudget.parameter])

  let values: ParameterValues

  /// Steps once.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let budget = values.count("budget")
    let search = try problem.space(attack: Self.descriptor.id, budget: budget)
    return try SignBudget.climb(search, budget: budget, steps: 1, reach: 1, rule: SignStep())
  }
}
