import AuditRunner
import QualityMetrics
import Reporting

extension PairScores {
  /// The lines of `--format text`: a row a metric, its features below it.
  func text() -> [String] {
    var table = TextTable([("metric", .left), ("value", .right), ("unit", .left), ("better", .left)])
    for entry in entries {
      let better = entry.metric.direction == .higherIsBetter ? "higher" : "lower"
      table.add([entry.metric.id, NumberText.fixed(entry.evaluation.score, 6), entry.metric.unit, better])
      for (name, value) in entry.evaluation.features.sorted(by: { $0.key < $1.key }) {
        table.add(["  \(name)", NumberText.fixed(value, 6), "", ""])
      }
    }
    let heading = frames.count > 1 ? ["means of \(frames.count) frames"] : []
    return heading + table.lines + skipped.map { "\($0.id): skipped: \($0.reason)" } + notes.map { "note: \($0)" }
  }
}
