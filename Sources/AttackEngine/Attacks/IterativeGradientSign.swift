import QualityMetrics
import Raster

/// Equal steps along the gradient's sign; their sum is the budget.
struct IterativeGradientSign: Attack {
  static let descriptor = AttackDescriptor(
    id: "i-fgsm", title: "Iterative gradient sign",
    summary: "Equal steps along the gradient's sign that add up to the budget.",
    citation: "A. Kurakin, I. Goodfellow, S. Bengio, ICLR 2017 workshop", need: .gradient, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      .init("steps", "gradients taken", default: 10, in: 1...1000, whole: true),
    ])

  let values: ParameterValues

  /// Climbs from the start.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let budget = values.count("budget")
    let search = try problem.space(attack: Self.descriptor.id, budget: budget)
    return try SignBudget.climb(search, budget: budget, steps: values.count("steps"), reach: 1, rule: SignStep())
  }
}
