import AuditRecord

extension CaseRecord {
  /// What the case comes to, given what was asked of its run.
  public func standing(in header: RunHeader) -> Standing {
    switch verdict {
    case .passed: return .passed
    case .notDecided: return .notDecided
    case .notApplicable: return .notApplicable
    case .error: return .error
    case .failed:
      guard let known = header.known else { return header.limitWasAsked ? .failed : .inflated }
      return finding(in: known) ? .inflated : .failed
    }
  }

  /// The case as a finding; nil where it is not beyond the limit.
  public var asFinding: KnownCase? {
    guard verdict == .failed, let inflation else { return nil }
    return KnownCase(key: key, inflation: inflation)
  }

  /// The group that the case's inflation is of: the largest, the first of equals in the panel's order; nil where
  /// tone decides.
  public var decidingGroup: PanelGroup? {
    inflation.flatMap { inflation in PanelGroup.allCases.first { inflationByGroup[$0] == inflation } }
  }

  private func finding(in known: KnownFindings) -> Bool { asFinding.map { known.covers($0) } ?? false }
}
