import AuditRecord
import Scoring

/// What a whole run or gate comes to, in one clause for whoever reads the last line alone.
public enum RunWords {
  /// Why a run has not passed; nil where it has, or found only what nothing was asked to fail for.
  public static func whyNot(_ record: RunRecord) -> String? {
    let header = record.header
    let decimals = header.metric.decimals
    switch record.standing {
    case .failed:
      let failed = record.cases.filter { $0.standing(in: header) == .failed }
      let judged = record.cases.count { $0.verdict == .passed || $0.verdict == .failed }
      let worst = failed.max { ($0.inflation ?? 0, $1.key) < ($1.inflation ?? 0, $0.key) }
      let limit = header.limit.map { "\(NumberText.plain($0))\(header.metric.unitAfterNumber)" } ?? "the limit"
      let what =
        header.known == nil
        ? "\(failed.count) of \(counted(judged, "case")) inflated by more than \(limit)"
        : "\(failed.count) of \(counted(judged, "case")) beyond \(limit) that \(failed.count == 1 ? "is" : "are") new or "
          + "worse than expected"
      return "failed: \(what)"
        + (worst.map { worst in
          "; worst \(worst.key), \(NumberText.signed(worst.inflation ?? 0, decimals))"
            + (worst.decidingGroup.map { " by \($0.title)" } ?? "")
        } ?? "")
    case .notDecided where record.isHeldAgainstSomething && record.unfinished == nil:
      return "not decided: no case could be held against the limit"
        + (record.cases.lazy.compactMap { CaseWords.reason($0, header: header) }.first.map { " (\($0))" } ?? "")
    default: return nil
    }
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
      let failures = record.pictures.count { $0.failure != nil }
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
