/// What a folder holds the record of; `run.json` says it.
public enum RecordKind: String, Codable, Sendable, CaseIterable {
  /// Attacks on a metric: a `RunRecord`.
  case audit
  /// Two builds of a codec: a `GateRecord`.
  case gate
  /// Losses against the panel: a `LossRecord`.
  case losses
  /// A metric's fusion at honest encodes: a `FusionRecord`.
  case fusion
  /// The built-in codec's tuned halves: a `CodecDemoRecord`.
  case demonstration
  /// The built-in codec's rates and values: a `CodecEvaluationRecord`.
  case evaluation

  /// With its article, for sentences.
  public var title: String {
    switch self {
    case .audit: return "an audit"
    case .gate: return "a gate"
    case .losses: return "a comparison of losses"
    case .fusion: return "a look at a fusion"
    case .demonstration: return "a codec's demonstration"
    case .evaluation: return "a codec's evaluation"
    }
  }
}
