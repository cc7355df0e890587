import Raster

/// The start itself: what an honest encode's own inflation is.
struct NoAttack: Attack {
  static let descriptor = AttackDescriptor(
    id: "none", title: "No attack",
    summary: "Scores the start itself, so that an honest encode's own inflation stands beside the attacks'.",
    citation: "", need: .scores, norm: "", start: .any, parameters: [])

  let values: ParameterValues

  /// Returns the start.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    AttackOutcome(image: problem.start)
  }
}
