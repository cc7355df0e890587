import QualityMetrics
import Raster

/// Unsharp masking with the amount and radius that score best for each image.
///
/// `luma + amount·(luma − blur(luma))`, as equal steps of R, G and B; a negative amount softens. Sharpening a decoded
/// image lifts the gains that VIF and ADM measure towards 1, which pays until masking charges more.
struct UnsharpMask: Attack {
  static let descriptor = AttackDescriptor(
    id: "unsharp", title: "Unsharp mask, tuned",
    summary: "Sharpens or softens luma by the amount and radius that score best: what a post-filter or an encoder's "
      + "preprocessing can gain.",
    citation: "A. Zvezdakova et al., Graphicon 2019; M. Siniukov et al., 2021; libaom's tune=vmaf_neg searches "
      + "likewise",
    need: .scores, norm: "", start: .any,
    parameters: [
      .init("least", "least amount tried", default: -1, in: -2...0),
      .init("most", "largest amount tried", default: 2, in: 0...10),
      .init("finest", "step of the amount near the best", default: 0.025, in: 0.001...0.5),
    ])

  /// Amounts tried first at each radius, within the bounds.
  private static let amounts = [-0.4, -0.1, 0.1, 0.3, 0.8]
  /// Standard deviations of the blur tried, in pixels: libaom's 5×5 binomial window is near 1.
  private static let radii = [0.5, 0.7, 1.0, 1.5, 2.5, 4.0]
  /// How many radii are tuned finely.
  private static let finalists = 2

  let values: ParameterValues

  /// Returns the best of all amounts and radii, the start itself included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let grid = values.grid(Self.amounts, identity: 0)
    var masks: [Mask] = []
    let startScore = try search.score(problem.start)
    for radius in Self.radii {
      let blurred = GaussianBlur(sigma: radius).blurred(search.base)
      let detail = VectorKernels.difference(search.base.samples, blurred.samples)
      var mask = Mask(radius: radius, detail: detail, known: [0: startScore])
      for amount in grid where amount != 0 { _ = try mask.score(amount, search: search) }
      masks.append(mask)
    }
    masks.sort { $0.expectedPeak > $1.expectedPeak }
    let tuner = AmountTuner(coarse: grid, finest: values["finest"])
    for index in 0..<min(Self.finalists, masks.count) {
      _ = try tuner.maximise { amount throws(AttackError) in try masks[index].score(amount, search: search) }
    }
    masks.sort { $0.best.score > $1.best.score }
    let winner = masks[0]
    guard winner.best.score > startScore else { return AttackOutcome(image: problem.start, chosen: ["amount": 0]) }
    return AttackOutcome(
      image: search.image(adding: winner.detail, times: winner.best.amount),
      chosen: ["amount": winner.best.amount, "radius": winner.radius])
  }

  /// One radius: its detail plane, and the scores of the amounts tried.
  private struct Mask {
    let radius: Double
    let detail: [Float]
    var known: [Double: Double]

    /// The best amount tried; the one nearer to zero of equals.
    var best: (amount: Double, score: Double) {
      var best = (amount: 0.0, score: -Double.infinity)
      let tried = known.sorted { (abs($0.key), $0.key) < (abs($1.key), $1.key) }
      for (amount, score) in tried where score > best.score { best = (amount, score) }
      return best
    }

    /// The top of the parabola through the best amount tried and its neighbours: what finer steps may be expected to
    /// find.
    var expectedPeak: Double {
      let tried = known.sorted { $0.key < $1.key }
      guard let middle = tried.firstIndex(where: { $0.key == best.amount }), middle > 0, middle + 1 < tried.count
      else { return best.score }
      let (left, centre, right) = (tried[middle - 1], tried[middle], tried[middle + 1])
      let slopeLeft = (centre.value - left.value) / (centre.key - left.key)
      let slopeRight = (right.value - centre.value) / (right.key - centre.key)
      let curvature = (slopeRight - slopeLeft) / (right.key - left.key)
      guard curvature < 0 else { return best.score }
      let slope = slopeLeft + curvature * (centre.key - left.key)
      return centre.value - slope * slope / (4 * curvature)
    }

    mutating func score(_ amount: Double, search: LumaSearch) throws(AttackError) -> Double {
      if let score = known[amount] { return score }
      let score = try search.score(search.image(adding: detail, times: amount))
      known[amount] = score
      return score
    }
  }
}
