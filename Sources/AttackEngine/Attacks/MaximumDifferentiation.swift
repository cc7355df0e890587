import QualityMetrics
import Raster

/// The worst fidelity at a held score.
///
/// Luma's mean squared error is driven up while the metric's score is held at the start's. The search walks outwards
/// over spheres of equal error: on each it steps along the score's gradient with the component along the error's
/// gradient removed, and the sphere grows whenever the score is at least the start's. At the end the error is scaled to
/// the largest at which the exact score of the quantised picture still is the start's, or `drop` below it.
struct MaximumDifferentiation: Attack {
  static let descriptor = AttackDescriptor(
    id: "maximum-differentiation", title: "Maximum differentiation",
    summary: "Makes luma's mean squared error as large as the held score allows: the worst picture that the metric "
      + "takes for as good as the start.",
    citation: "Z. Wang, E. Simoncelli, \"Maximum differentiation (MAD) competition\", J. Vision 8(12), 2008",
    need: .gradient, norm: "score ≥ the start's", start: .any,
    parameters: [
      .init("steps", "gradients taken", default: 80, in: 1...2000, whole: true),
      .init(
        "drop", "by how much the score may end below the start's, percent of the metric's range", default: 0,
        in: 0...10),
      .init("growth", "most that the error grows in a step, a part of itself", default: 0.25, in: 0.001...1),
      .init(
        "step", "length of the first step, as a part of the error's root mean square", default: 0.08, in: 0.001...1),
      SeededNoise.parameter,
    ])

  private static let decay = 0.9
  private static let lastStep = 0.02
  /// The first sphere's error beyond the start's, as a multiple of it …
  private static let firstNoise = 3.0
  /// … but at least this, in squared code values: from nearly nothing the walk does not get out of the dip around the
  /// reference, where every direction costs.
  private static let leastNoise = 100.0
  /// Hundredths of the metric's range below the held score at which the sphere shrinks rather than waits.
  private static let patience = 5.0
  /// At the end the error is scaled by this factor again and again until the score just holds or just fails …
  private static let stride = 1.15
  private static let doublings = 12
  /// … and then the last interval is halved so many times.
  private static let halvings = 3

  let values: ParameterValues

  /// Walks outwards and returns the worst picture whose exact score holds.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let steering = try search.steering()
    let startPicture = BT709.picture(problem.start)
    let startScore = try search.score(startPicture)
    let startError = search.meanSquaredError(startPicture)
    let unit = search.hundredth(startScore: startScore)
    let held = startScore - values["drop"] * unit
    let (steps, growth, stepSize) = (values.count("steps"), values["growth"], values["step"])

    var rule = MomentumStep(decay: Self.decay, normaliser: .rootMeanSquare, then: NormalisedStep())
    let schedule = Schedule.cosine(end: Self.lastStep)
    let cooling = Schedule.linear(end: 1 / Double(steps))
    let added = max(Self.firstNoise * startError, Self.leastNoise)
    var error = startError + added
    var luma = SeededNoise.added(
      to: search.base, error: added, fineness: values.count("fineness"), random: &random)
    var worst = WorstHeld(image: problem.start, error: startError, score: startScore)
    for step in 0..<steps {
      let sphere = ErrorSphere(reference: search.reference.samples, meanSquaredError: error, box: search.box)
      sphere.project(&luma.samples)
      var (value, gradient) = try steering.valueAndGradient(luma)
      sphere.makeTangent(&gradient, at: luma.samples)
      rule.turn(&gradient)
      let length = stepSize * error.squareRoot() * schedule.factor(step: step, of: steps)
      VectorKernels.add(gradient, scaledBy: Float(length), to: &luma.samples)
      let change = growth * cooling.factor(step: step, of: steps)
      if value >= held {
        error *= 1 + change
      } else if value < held - Self.patience * unit * cooling.factor(step: step, of: steps) {
        error /= 1 + change / 2
      }
    }
    try settle(luma, held: held, search: search, worst: &worst)
    return AttackOutcome(
      image: worst.image,
      chosen: ["mse": worst.error, "score_change": problem.sign * (worst.score - startScore)])
  }

  /// The picture with the largest error so far among those that hold the score.
  private struct WorstHeld {
    var image: RGBImage
    var error: Double
    var score: Double
  }

  /// Scales the error to the largest at which the quantised picture's exact score holds.
  private func settle(
    _ luma: Plane<Float>, held: Double, search: LumaSearch, worst: inout WorstHeld
  ) throws(AttackError) {
    let offset = VectorKernels.difference(luma.samples, search.reference.samples)
    var scaled = luma
    /// Whether the exact score holds at a scale; keeps the picture where it does and is worse than what is held.
    func holds(_ scale: Double) throws(AttackError) -> Bool {
      VectorKernels.placeClipped(
        centre: search.reference.samples, offset: offset, scale: Float(scale), lower: search.box.lower,
        upper: search.box.upper, into: &scaled.samples)
      let image = search.image(scaled)
      let picture = BT709.picture(image)
      let score = try search.score(picture)
      let error = search.meanSquaredError(picture)
      if score >= held, error > worst.error { worst = WorstHeld(image: image, error: error, score: score) }
      return score >= held
    }
    var (low, high) = (1.0, 1.0)
    if try holds(1) {
      for _ in 0..<Self.doublings {
        high = low * Self.stride
        guard try holds(high) else { break }
        low = high
      }
    } else {
      for _ in 0..<Self.doublings {
        low = high / Self.stride
        if try holds(low) { break }
        high = low
      }
    }
    for _ in 0..<Self.halvings {
      let middle = (low + high) / 2
      if try holds(middle) { low = middle } else { high = middle }
    }
  }
}
