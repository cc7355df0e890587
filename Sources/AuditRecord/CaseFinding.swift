/// What the evidence of a case says. The numbers that it rests on stand in the case's record and in the run's header.
public enum CaseFinding: String, Codable, Sendable, CaseIterable {
  /// Its inflation lies within the limit.
  case withinLimit = "within_limit"
  /// Its inflation exceeds the limit.
  case beyondLimit = "beyond_limit"
  /// Its inflation exceeds the limit, but the honest start's does so too, and the attack added no more than the limit.
  case weakEvidence = "weak_evidence"
  /// Its inflation is a bound, and the limit lies beyond it: the inflation may be on either side.
  case boundOnly = "bound_only"
  /// Its inflation was read, but there is no limit: the metric has no calibrated one, and none was asked for.
  case noLimit = "no_limit"
  /// No voting member of the panel could be read on an honest ladder of the image.
  case noReading = "no_reading"
  /// The picture is smaller than `smallestJudgedSide`.
  case tooSmall = "too_small"
  /// The metric gave no number for the attacked image.
  case noScore = "no_score"
  /// Nothing was measured; why stands in the measurement.
  case notMeasured = "not_measured"
}
