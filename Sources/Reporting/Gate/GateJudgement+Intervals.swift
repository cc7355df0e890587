import Scoring

extension GateJudgement {
  /// Whether there are images enough for a 95 % interval.
  public var hasIntervals: Bool { metric?.ends != nil }
}
