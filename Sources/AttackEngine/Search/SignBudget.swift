import Raster

/// What the attacks within a largest change per sample share.
enum SignBudget {
  /// The largest change: comparable budgets of the literature are 2, 4, 8 and 16 of 255.
  static let parameter = AttackDescriptor.Parameter(
    "budget", "largest change of R, G and B, 8-bit levels", default: 4, in: 1...64, whole: true)

  private static let probes = 4

  /// Climbs by steps of equal length inside the search's box.
  /// - Parameters:
  ///   - reach: the sum of all steps as a multiple of the budget.
  ///   - point: where to begin; the start when absent.
  static func climb(
    _ search: some SearchSpace, budget: Int, steps: Int, reach: Double, rule: some StepRule,
    from point: Plane<Float>? = nil
  ) throws(AttackError) -> AttackOutcome {
    let steering = try search.steering()
    let stepSize = reach * Double(budget) * type(of: search).level / Double(steps)
    let ascent = GradientAscent(
      steps: steps, stepSize: stepSize, schedule: .constant, probes: min(probes, steps))
    return try climbedOutcome(
      search, steering, ascent: ascent, from: point ?? search.base, rule: rule, onto: search.box)
  }
}
