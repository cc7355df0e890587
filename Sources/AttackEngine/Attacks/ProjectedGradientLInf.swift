import QualityMetrics
import Raster

/// Projected gradient ascent within a largest change per sample.
///
/// From a random point of the box, sign steps of `2.5·budget/steps`, clipped to the box; the best iterate is kept, the
/// start itself included.
public struct ProjectedGradientLInf: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "pgd-linf", title: "Projected gradient, L∞",
    summary: "Climbs the score's gradient while no sample moves by more than the budget: how much an invisible change "
      + "can gain.",
    citation: "A. Madry et al., ICLR 2018", need: .gradient, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      AttackDescriptor.Parameter("steps", "gradients taken", default: 20, in: 1...1000, whole: true),
    ])

  /// Step length times steps, as a multiple of the budget: far enough to reach any corner (Madry et al., appendix).
  private static let reach = 2.5

  private let budget: Int
  private let steps: Int

  /// An attack with parameters from a suite.
  public init(parameters: [String: Double]) throws(AttackError) {
    let values = try ParameterValues(parameters, of: Self.descriptor)
    budget = values.count(SignBudget.parameter.name)
    steps = values.count("steps")
  }

  /// Climbs from a random point of the box.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id, budget: budget)
    var luma = search.base
    for index in 0..<luma.count {
      let (least, most) = (search.box.lower[index], search.box.upper[index])
      luma.samples[index] = least + (most - least) * Float(random.uniform())
    }
    return try SignBudget.climb(
      search, budget: budget, steps: steps, reach: Self.reach, rule: SignStep(), from: luma)
  }
}
