import Reporting
import Scoring

/// What a run came to, in a few lines for a terminal.
enum RunSummaryText {
  static func lines(_ record: RunRecord, folder: String) -> [String] {
    let header = record.header
    let decimals = header.metric.decimals
    func signed(_ value: Double) -> String { NumberText.plus(value, decimals) }
    let unit = header.metric.unit.isEmpty ? "" : " (\(header.metric.unit))"
    let rows = record.summary.rows
    let hasIntervals = rows.contains { $0.inflation?.ends != nil }
    var table = TextTable(
      [("attack", .left), ("start", .left), ("cases", .right), ("median inflation\(unit)", .right)]
        + (hasIntervals ? [("95 % interval", .right)] : [])
        + [
          (header.limit.map { "over \(NumberText.fixed($0, decimals))" } ?? "over limit", .right),
          ("worst image", .left),
        ])
    for row in rows {
      let interval = row.inflation?.ends.map { "\(signed($0.lower)) … \(signed($0.upper))" }
      table.add(
        [row.attack, row.start, "\(row.counts.values.reduce(0, +))", row.inflation.map { signed($0.value) } ?? "–"]
          + (hasIntervals ? [interval ?? "–"] : [])
          + [row.shareOverLimit.map { NumberText.percent($0, 0) } ?? "–", row.worst?.image ?? "–"])
    }
    let isEmpty = rows.allSatisfy { $0.inflation == nil }
    let note = isEmpty || hasIntervals ? [] : ["\(IntervalWords.noneFirst)."]
    let remarks = notApplicable(record) + RunWords.notes(record).map { "note: \($0)" } + KnownWords.lines(record)
    return (isEmpty ? [] : table.lines + note + [""]) + remarks + [
      "\(record.standing.words): \(counts(record))", "Report: \(folder)/index.html",
    ]
  }

  /// How many cases came to what: those that a run always has, and those that this one has.
  private static func counts(_ record: RunRecord) -> String {
    let standings = record.cases.map { $0.standing(in: record.header) }
    let order: [Standing] = [.passed, .failed, .inflated, .notDecided, .notApplicable, .error]
    let parts = order.compactMap { standing -> String? in
      let count = standings.count { $0 == standing }
      if standing == .error { return counted(count, "error") }
      let isUsual = ![.inflated, .notDecided].contains(standing)
      return count > 0 || isUsual ? "\(count) \(standing.word)" : nil
    }
    return "\(counted(standings.count, "case")): " + parts.joined(separator: ", ")
  }

  /// Why cases were not applicable before anything was measured, a line a reason: errors are told as they happen, these
  /// would stand in the report alone.
  private static func notApplicable(_ record: RunRecord) -> [String] {
    var counts: [(failure: CaseMeasurement.Failure, cases: Int)] = []
    for own in record.cases {
      guard let failure = own.measurement.failure, failure.kind == .notApplicable else { continue }
      if let index = counts.firstIndex(where: { $0.failure == failure }) {
        counts[index].cases += 1
      } else {
        counts.append((failure, 1))
      }
    }
    let shown = counts.prefix(mostReasons).map {
      "not applicable: \(CaseWords.failure($0.failure)) (\(counted($0.cases, "case")))"
    }
    let rest = counts.dropFirst(mostReasons).reduce(0) { $0 + $1.cases }
    return shown + (rest > 0 ? ["not applicable: \(counted(rest, "case")) more, see the report"] : [])
  }

  /// Lines of reasons that a terminal gets.
  private static let mostReasons = 5
}
