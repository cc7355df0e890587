import QualityMetrics
import Raster

/// Equal steps along the sign of the sum of normalised gradients (decay 1); the steps' sum is the budget.
struct MomentumGradientSign: Attack {
  static let descriptor = AttackDescriptor(
    id: "mi-fgsm", title: "Momentum gradient sign",
    summary: "Steps along the sign of a running sum of gradients that add up to the budget.",
    citation: "Y. Dong et al., CVPR 2018", need: .gradient, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      .init("steps", "gradients taken", default: 10, in: 1...1000, whole: true),
    ])

  let values: ParameterValues

  /// Climbs from the start.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let budget = values.count("budget")
    let search = try problem.space(attack: Self.descriptor.id, budget: budget)
    return try SignBudget.climb(
      search, budget: budget, steps: values.count("steps"), reach: 1,
      rule: MomentumStep(decay: 1, normaliser: .meanMagnitude, then: SignStep()))
  }
}
