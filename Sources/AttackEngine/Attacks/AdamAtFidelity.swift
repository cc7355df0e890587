import QualityMetrics
import Raster

/// Adam's ascent on the score while the error stays at or below a multiple of the start's.
///
/// The fidelity floor turned round: what can be gained where PSNR says that nothing was lost.
struct AdamAtFidelity: Attack {
  static let descriptor = AttackDescriptor(
    id: "adam", title: "Adam at held fidelity",
    summary: "Climbs the score while luma's mean squared error may not exceed a multiple of the start's: the gain that "
      + "PSNR does not see.",
    citation: "D. Kingma, J. Ba, ICLR 2015; as an attack with a fidelity constraint: the MSU robustness benchmarks",
    need: .gradient, norm: "MSE ≤ ceiling · MSE of the start", start: .encode,
    parameters: [
      .init("ceiling", "largest luma MSE, as a multiple of the start's", default: 1, in: 1...100),
      .init("steps", "gradients taken", default: 30, in: 1...1000, whole: true),
      .init("step", "length of the first step, code values of luma", default: 0.5, in: 0.01...10),
    ])

  /// The last step's length as a part of the first's.
  private static let lastStep = 0.1
  /// What rounding to 8 bits may add to the squared error: a twelfth of a code value.
  private static let rounding = 1.0 / 12
  private static let probes = 4

  let values: ParameterValues

  /// Climbs from the start; pictures whose written error exceeds the ceiling do not count.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let steering = try search.steering()
    let startPicture = BT709.picture(problem.start)
    let startError = try search.errorToMultiply(startPicture)
    let allowed = values["ceiling"] * startError
    let steps = values.count("steps")
    let radius = max(allowed - Self.rounding, 0).squareRoot()
    let ball = L2Ball(centre: search.reference.samples, radius: radius, box: search.box)
    var best = BestPicture(problem.start, score: try search.score(startPicture))
    var error = startError
    let ascent = GradientAscent(
      steps: steps, stepSize: values["step"], schedule: .linear(end: Self.lastStep), probes: min(Self.probes, steps))
    try ascent.climb(steering, from: search.base, rule: AdamStep(), onto: ball) { luma throws(AttackError) in
      let image = search.image(luma)
      let picture = BT709.picture(image)
      let written = search.meanSquaredError(picture)
      guard written <= allowed else { return }
      if best.offer(image, score: try search.score(picture)) { error = written }
    }
    return AttackOutcome(image: best.image, chosen: ["mse_ratio": error / startError])
  }
}
