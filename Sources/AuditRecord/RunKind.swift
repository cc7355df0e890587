/// What a folder holds the record of.
public enum RunKind: String, Sendable, CaseIterable {
  /// Attacks on a metric: a `RunRecord`.
  case audit
  /// Two builds of a codec: a `GateRecord`.
  case gate
  /// The built-in codec's demonstration: a `CodecDemoRecord`.
  case demonstration = "codec demo"

  /// With its article, for sentences.
  public var title: String {
    switch self {
    case .audit: return "an audit"
    case .gate: return "a gate"
    case .demonstration: return "a codec's demonstration"
    }
  }
}

extension RunHeader {
  /// What the header belongs to. Gates and demonstrations have no attacks and stand under a name of their own in place of a
  /// suite's; every suite has attacks.
  public var kind: RunKind { attacks.isEmpty ? RunKind(rawValue: suite) ?? .audit : .audit }
}
