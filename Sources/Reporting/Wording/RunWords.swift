import AuditRecord
import Scoring

/// What a whole run or gate comes to, in one clause for whoever reads the last line alone.
public enum RunWords {
  /// Why a run has not passed; nil where it has, or found only what nothing was asked to fail for.
  public static func whyNot(_ record: RunRecord) -> String? {
    let header = record.header
    switch record.standing {
    case .failed:
      let failed = record.cases.filter { $0.standing(in: header) == .failed }
      let judged = record.cases.count { $0.verdict == .passed || $0.verdict == .failed }
      let worst = failed.min(by: CaseRecord.worstFirst)
      let limit = header.limit.map { "\(NumberText.plain($0))\(header.metric.unitAfterNumber)" } ?? "the limit"
      let what =
        header.known == nil
        ? "\(failed.count) of \(counted(judged, "case")) inflated by more than \(limit)"
        : "\(failed.count) of \(counted(judged, "case")) beyond \(limit) that \(failed.count == 1 ? "is" : "are") new or "
          + "worse than expected"
      return "failed: \(what)"
        + (worst.map { "; worst \($0.key), \(amount($0, header: header))" } ?? "")
    case .notDecided where record.isHeldAgainstSomething && record.unfinished == nil:
      return "not decided: no case could be held against the limit"
        + (record.cases.lazy.compactMap { CaseWords.reason($0, header: header) }.first.map { " (\($0))" }
          ?? (header.shard.map { " (no image falls into shard \($0))" } ?? ""))
    default: return nil
    }
  }

  /// By how much a case is inflated, and what says so, in a clause.
  private static func amount(_ record: CaseRecord, header: RunHeader) -> String {
    let decimals = header.metric.decimals
    if let limit = header.limit, record.colourDecides(over: limit) {
      return "over \(NumberText.plain(limit)) by colour"
    }
    return (record.atLeast ? "at least " : "") + NumberText.signed(record.inflation ?? 0, decimals)
      + (record.toneDecides ? " by tone" : record.decidingGroup.map { " by \($0.title)" } ?? "")
      + (record.improved == true ? ", yet improved" : "")
  }

  /// What deserves to be said of a run as a whole: a limit that no case could exceed.
  public static func notes(_ record: RunRecord) -> [String] {
    guard let limit = record.header.limit, let reach = record.reach, limit >= reach else { return [] }
    let metric = record.header.metric
    return [
      "\(metric.title) spans no more than \(NumberText.short(reach, metric.decimals))\(metric.unitAfterNumber) over the honest "
        + "encodes of an image, so no inflation that can be read exceeds the limit, \(NumberText.plain(limit))"
    ]
  }

  /// What a gate comes to: sign, word and rule, as in `✗ failed: gamed`; the rule alone where it is the word.
  static func verdict(_ record: GateRecord) -> String {
    opening(record) + (record.overall.metric == nil ? "nothing was compared" : record.overall.rule.words)
  }

  /// The same with the message that the rule holds by: the verdict in a terminal.
  public static func line(_ record: GateRecord) -> String {
    let words = GateWords.message(record.overall, header: record.header)
    // A remark begins with its own name.
    return opening(record) + words
  }

  private static func opening(_ record: GateRecord) -> String {
    let standing = record.standing
    switch standing {
    case .remarked: return "\(standing.sign) "
    case .error:
      let failures = record.pictures.count { !$0.isUsed }
      return "\(standing.words): \(counted(failures, "picture")) could not be used; the others: "
    case .inflated: return "\(standing.sign) known: "
    default: return "\(standing.words): "
    }
  }

  /// Why a gate has not passed; nil where it has, with or without a remark.
  public static func whyNot(_ record: GateRecord) -> String? {
    let words = GateWords.message(record.overall, header: record.header)
    switch record.standing {
    case .failed: return "failed: \(words)"
    case .notDecided where record.unfinished == nil && record.overall.metric == nil: return "not decided: \(words)"
    default: return nil
    }
  }
}
