import QualityMetrics
import Raster

/// Projected gradient ascent within a root mean square change.
///
/// From a random point of the ball about the start, normalised steps of `2.5·budget/steps`, shortened to the ball.
struct ProjectedGradientL2: Attack {
  static let descriptor = AttackDescriptor(
    id: "pgd-l2", title: "Projected gradient, L2",
    summary: "Climbs the score's gradient while the root mean square change stays within the budget, spent where it "
      + "pays most.",
    citation: "A. Madry et al., ICLR 2018", need: .gradient, norm: "L2", start: .encode,
    parameters: [
      .init("budget", "largest root mean square change of R, G and B, 8-bit levels", default: 3, in: 0.1...64),
      .init("steps", "gradients taken", default: 20, in: 1...1000, whole: true),
    ])

  /// The sum of all steps as a multiple of the budget.
  private static let reach = 2.5
  private static let probes = 4

  let values: ParameterValues

  /// Climbs from a random point of the ball.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try problem.space(attack: Self.descriptor.id)
    let steering = try search.steering()
    let steps = values.count("steps")
    let radius = values["budget"] * type(of: search).level
    let ball = L2Ball(centre: search.base.samples, radius: radius, box: search.box)
    var point = search.base
    let noise = SeededNoise.plane(width: point.width, height: point.height, fineness: 0, random: &random)
    VectorKernels.add(noise.samples, scaledBy: Float(radius * random.uniform()), to: &point.samples)
    let ascent = GradientAscent(
      steps: steps, stepSize: Self.reach * radius / Double(steps), schedule: .constant,
      probes: min(Self.probes, steps))
    return try climbedOutcome(search, steering, ascent: ascent, from: point, rule: NormalisedStep(), onto: ball)
  }
}
