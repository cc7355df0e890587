import AuditRecord
import Scoring

/// What became of findings that were expected, in sentences.
public enum KnownWords {
  /// Findings that one line names at most.
  private static let most = 5

  /// A line a kind: what is new, what is worse, what is as it was, what has vanished, and what could not be judged.
  public static func lines<Finding>(
    _ outcome: KnownOutcome<Finding>, expected: KnownFindings, metric: MetricInfo
  ) -> [String] {
    func names(_ findings: [Finding]) -> String {
      let shown = findings.prefix(most).map { finding in
        "\(finding.key)" + (finding.points.map { " (\(NumberText.signed($0, metric.decimals)))" } ?? "")
      }
      let rest = findings.count - shown.count
      return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
    func line(_ what: String, _ findings: [Finding]) -> String? {
      findings.isEmpty ? nil : "\(findings.count) \(what): \(names(findings))"
    }
    return [
      "Known findings: \(outcome.known) as expected, within \(NumberText.plain(expected.margin))"
        + metric.unitAfterNumber,
      line("new", outcome.new), line("worse than expected", outcome.worse),
      line("vanished", outcome.vanished), line("expected, but not judged this time", outcome.unjudged),
    ].compactMap { $0 }
  }

  /// A gate's.
  public static func lines(_ record: GateRecord) -> [String] {
    guard let outcome = record.known, let expected = record.header.run.known else { return [] }
    return lines(outcome, expected: expected, metric: record.header.run.metric)
  }

  /// A run's.
  public static func lines(_ record: RunRecord) -> [String] {
    guard let outcome = record.summary.known, let expected = record.header.known else { return [] }
    return lines(outcome, expected: expected, metric: record.header.metric)
  }

  /// The same on a page; nil where nothing was expected.
  static func list(_ lines: [String]) -> Markup? {
    lines.isEmpty ? nil : tag("ul", ["class": "known"]) { for line in lines { tag("li") { "\(line)." } } }
  }
}
