import QualityMetrics
import Raster

/// Equal steps along the sign of the sum of normalised gradients (decay 1); the steps' sum is the budget.
public struct MomentumGradientSign: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "mi-fgsm", title: "Momentum gradient sign",
    summary: "Steps along the sign of a running sum of gradients that add up to the budget.",
    citation: "Y. Dong et al., CVPR 2018", need: .gradient, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      AttackDescriptor.Parameter("steps", "gradients taken", default: 10, in: 1...1000, whole: true),
    ])

  private let budget: Int
  private let steps: Int

  /// An attack with parameters from a suite.
  public init(parameters: [String: Double]) throws(AttackError) {
    let values = try ParameterValues(parameters, of: Self.descriptor)
    budget = values.count(SignBudget.parameter.name)
    steps = values.count("steps")
  }

  /// Climbs from the start.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id, budget: budget)
    return try SignBudget.climb(
      search, budget: budget, steps: steps, reach: 1,
      rule: MomentumStep(decay: 1, normaliser: .meanMagnitude, then: SignStep()))
  }
}
