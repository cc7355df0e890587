import QualityMetrics
import Raster

/// Projected gradient ascent within a largest change per sample.
///
/// From a random point of the box, sign steps of `2.5·budget/steps`, clipped to the box; the best iterate is kept, the
/// start itself included.
struct ProjectedGradientLInf: Attack {
  static let descriptor = AttackDescriptor(
    id: "pgd-linf", title: "Projected gradient, L∞",
    summary: "Climbs the score's gradient while no sample moves by more than the budget: how much an invisible change "
      + "can gain.",
    citation: "A. Madry et al., ICLR 2018", need: .gradient, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      .init("steps", "gradients taken", default: 20, in: 1...1000, whole: true),
    ])

  /// Step length times steps, as a multiple of the budget: far enough to reach any corner (Madry et al., appendix).
  private static let reach = 2.5

  let values: ParameterValues

  /// Climbs from a random point of the box.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let budget = values.count("budget")
    let search = try problem.space(attack: Self.descriptor.id, budget: budget)
    var point = search.base
    for index in 0..<point.count {
      let (least, most) = (search.box.lower[index], search.box.upper[index])
      point.samples[index] = least + (most - least) * Float(random.uniform())
    }
    return try SignBudget.climb(
      search, budget: budget, steps: values.count("steps"), reach: Self.reach, rule: SignStep(), from: point)
  }
}
