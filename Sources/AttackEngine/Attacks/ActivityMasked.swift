import QualityMetrics
import Raster

/// Gradient signs within a budget that follows the picture's activity, so that changes hide in texture.
///
/// A pixel's budget is the full one times `min(1, a / 2ā)`, with `a` the standard deviation of luma in a Gaussian window
/// of 2 pixels about it and `ā` its mean over the picture. (Korhonen and You take Sobel gradients for activity, and scale
/// steps rather than the budget.)
struct ActivityMasked: Attack {
  static let descriptor = AttackDescriptor(
    id: "activity-masked", title: "Activity-masked gradient",
    summary:
      "Climbs the score's gradient with changes that are large in texture only, where the eye is least sensitive.",
    citation: "After J. Korhonen, J. You, \"Adversarial attacks against blind image quality assessment models\", 2022",
    need: .gradient, norm: "L∞ times activity", start: .encode,
    parameters: [
      .init(
        "budget", "largest change of R, G and B in full texture, 8-bit levels", default: 8, in: 1...64, whole: true),
      .init("steps", "gradients taken", default: 20, in: 1...1000, whole: true),
    ])

  /// Standard deviation of the window in which activity is measured, pixels.
  private static let window = 2.0
  /// The sum of all steps as a multiple of the budget.
  private static let reach = 2.5

  let values: ParameterValues

  /// Climbs from the start.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let activity = Self.activity(search.base)
    let mean = Float(activity.samples.reduce(0.0) { $0 + Double($1) } / Double(activity.count))
    let unit = Float(BT709.lumaPerGreyLevel)
    let budget = values.count("budget")
    var (lower, upper) = (search.box.lower, search.box.upper)
    for index in 0..<activity.count {
      let mask = mean > 0 ? min(1, activity.samples[index] / (2 * mean)) : 1
      // Whole levels, so that rounding to 8 bits cannot leave the budget.
      let reach = unit * (Float(budget) * mask).rounded(.down)
      lower[index] = max(lower[index], search.base.samples[index] - reach)
      upper[index] = min(upper[index], search.base.samples[index] + reach)
    }
    let masked = search.narrowed(to: ReachableBox(lower: lower, upper: upper))
    return try SignBudget.climb(
      masked, budget: budget, steps: values.count("steps"), reach: Self.reach, rule: SignStep())
  }

  /// The standard deviation of luma in a Gaussian window about each sample.
  /// - Complexity: O(width · height)
  static func activity(_ luma: Plane<Float>) -> Plane<Float> {
    let blur = GaussianBlur(sigma: window)
    let mean = blur.blurred(luma)
    let square = blur.blurred(luma.map { $0 * $0 })
    var result = mean
    for index in 0..<result.count {
      let variance = square.samples[index] - mean.samples[index] * mean.samples[index]
      result.samples[index] = max(variance, 0).squareRoot()
    }
    return result
  }
}
