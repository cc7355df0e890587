/// What a gate says of a candidate.
public enum GateRule: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// The metric rose, and no group of the panel did while at least one fell, or at least three fell.
  case gamed
  /// The metric did not fall, and the panel's groups say the opposite of each other: some rose, some fell.
  case contested
  /// The metric gained more than every group, beyond what honest changes do.
  case unearned
  /// Metric and panel fell, the panel by more.
  case regressionUnderstated = "regression_understated"
  /// Metric or panel fell.
  case regression
  /// The metric rose and the panel with it.
  case earned
  /// The panel rose by more than the metric.
  case betterThanItsScore = "better_than_its_score"
  /// Nothing moved beyond what honest changes do.
  case unchanged
  /// The images do not decide it.
  case inconclusive
}

/// What a rule that holds does to a gate.
public enum GateConsequence: Sendable {
  /// The gate fails.
  case fails
  /// It fails where contested and unearned gains are asked to fail; a warning otherwise.
  case failsIfStrict
  /// It fails beyond the fall that is allowed; a warning without a limit, for then it is the team's own business.
  case failsBeyondMaxRegression
  /// It fails where undecided comparisons are asked to fail; a warning otherwise.
  case failsIfInconclusiveFails
  /// The gate passes with a warning.
  case warns
  /// The gate passes.
  case passes
}

extension GateRule {
  /// What the rule does to a gate when it holds.
  public var consequence: GateConsequence {
    switch self {
    case .gamed: .fails
    case .contested, .unearned: .failsIfStrict
    case .regression: .failsBeyondMaxRegression
    case .inconclusive: .failsIfInconclusiveFails
    case .regressionUnderstated: .warns
    case .earned, .betterThanItsScore, .unchanged: .passes
    }
  }

  /// Whether it can fail a gate.
  public var canFail: Bool {
    switch consequence {
    case .fails, .failsIfStrict, .failsBeyondMaxRegression, .failsIfInconclusiveFails: true
    case .warns, .passes: false
    }
  }
}
