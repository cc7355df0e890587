import QualityMetrics
import Raster

/// Gradient ascent on the score where the error may not fall below a multiple of the start's.
///
/// The start is an honest encode with luma error `e`. The search begins from the start plus seeded noise, both
/// together at `floor·e`, and climbs the metric's gradient on the sphere of all pictures with that error: the gradient's
/// radial part is removed, its running sum stepped along, the result scaled back to the sphere inside what grey steps
/// can reach. What it returns scores well although the error is `floor` times that of the start.
struct FidelityFloor: Attack {
  static let descriptor = AttackDescriptor(
    id: "fidelity-floor", title: "Ascent above a floor on the error",
    summary: "Climbs the score while luma's mean squared error stays at a multiple of the start's: shows how much "
      + "visible error the metric overlooks.",
    citation: "After Z. Wang, E. Simoncelli, J. Vision 8(12), 2008: one metric held, the other driven",
    need: .gradient, norm: "MSE ≥ floor · MSE of the start", start: .encode,
    parameters: [
      .init("floor", "least luma MSE, as a multiple of the start's", default: 4, in: 1...100),
      .init("steps", "gradients taken", default: 80, in: 1...1000, whole: true),
      .init(
        "step", "length of the first step, as a part of the error's root mean square", default: 0.12, in: 0.001...1),
      SeededNoise.parameter,
    ])

  /// The decay of the running sum of gradients.
  private static let decay = 0.9
  /// The last step's length as a part of the first's.
  private static let lastStep = 0.02
  /// Iterates whose quantised pictures are scored exactly.
  private static let probes = 4

  let values: ParameterValues

  /// Climbs on the sphere and returns the best picture whose quantised error is not below the floor.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let steering = try search.steering()
    let startError = try search.errorToMultiply(BT709.picture(problem.start))
    let floor = values["floor"]
    let wanted = floor * startError
    let sphere = ErrorSphere(reference: search.reference.samples, meanSquaredError: wanted, box: search.box)
    var best: (picture: BestPicture, error: Double)?
    let ascent = GradientAscent(
      steps: values.count("steps"), stepSize: values["step"] * wanted.squareRoot(),
      schedule: .cosine(end: Self.lastStep), probes: Self.probes)
    let rule = MomentumStep(decay: Self.decay, normaliser: .rootMeanSquare, then: NormalisedStep())
    // The start with noise of the missing error.
    let start = SeededNoise.added(
      to: search.base, error: max(wanted - startError, 0), fineness: values.count("fineness"), random: &random)
    try ascent.climb(steering, from: start, rule: rule, onto: sphere) { luma throws(AttackError) in
      guard let (image, picture) = raised(luma, to: wanted, search: search) else { return }
      let score = try search.score(picture)
      if score > best?.picture.score ?? -.infinity {
        best = (BestPicture(image, score: score), search.meanSquaredError(picture))
      }
    }
    guard let best else {
      throw AttackError.unsuitableStart(
        attack: Self.descriptor.id, reason: "no picture within 0…255 has \(floor) times the start's luma error")
    }
    return AttackOutcome(
      image: best.picture.image, chosen: ["mse": best.error, "mse_ratio": best.error / startError])
  }

  /// Quantises an iterate; where rounding took the error below the floor, the error is raised a little first.
  private func raised(_ luma: Plane<Float>, to wanted: Double, search: LumaSearch) -> (RGBImage, Picture)? {
    var luma = luma
    var margin = 1.0
    for _ in 0..<12 {
      let image = search.image(luma)
      let picture = BT709.picture(image)
      let error = search.meanSquaredError(picture)
      if error >= wanted { return (image, picture) }
      margin *= max(wanted / max(error, .leastNormalMagnitude), 1.0005)
      ErrorSphere(
        reference: search.reference.samples, meanSquaredError: wanted * margin, box: search.box
      ).project(&luma.samples)
    }
    return nil
  }
}
