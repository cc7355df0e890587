import Raster

/// The start itself: what an honest encode's own inflation is.
public struct NoAttack: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "none", title: "No attack",
    summary: "Scores the start itself, so that an honest encode's own inflation stands beside the attacks'.",
    citation: "", need: .scores, norm: "", start: .any, parameters: [])

  /// An attack without parameters.
  public init(parameters: [String: Double]) throws(AttackError) {
    _ = try ParameterValues(parameters, of: Self.descriptor)
  }

  /// Returns the start.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    AttackOutcome(image: problem.start)
  }
}
