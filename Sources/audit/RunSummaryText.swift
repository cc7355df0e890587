import AuditRecord

/// What a run came to, in a few lines for a terminal.
enum RunSummaryText {
  static func lines(_ record: RunRecord, folder: String) -> [String] {
    let header = record.header
    let decimals = header.metric.decimals
    func signed(_ value: Double) -> String {
      let text = fixed(value, decimals)
      return value > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
    }
    let unit = header.metric.unit.isEmpty ? "" : " (\(header.metric.unit))"
    let rows = record.summary.rows
    let hasIntervals = rows.contains { $0.inflation?.ends != nil }
    var table = TextTable(
      [("attack", .left), ("start", .left), ("cases", .right), ("median inflation\(unit)", .right)]
        + (hasIntervals ? [("95 % interval", .right)] : [])
        + [(header.limit.map { "over \(fixed($0, decimals))" } ?? "over limit", .right), ("worst image", .left)])
    for row in rows {
      let interval = row.inflation?.ends.map { "\(signed($0.lower)) … \(signed($0.upper))" }
      table.add(
        [row.attack, row.start, "\(row.counts.values.reduce(0, +))", row.inflation.map { signed($0.value) } ?? "–"]
          + (hasIntervals ? [interval ?? "–"] : [])
          + [row.shareOverLimit.map { "\(fixed(100 * $0, 0)) %" } ?? "–", row.worst?.image ?? "–"])
    }
    func count(_ verdict: Verdict) -> Int { record.summary.counts[verdict.rawValue] ?? 0 }
    return table.lines + [
      "",
      "\(counted(record.cases.count, "case")): \(count(.passed)) passed, \(count(.failed)) failed, "
        + "\(count(.notApplicable)) not applicable, \(counted(count(.error), "error"))",
      "Report: \(folder)/index.html",
    ]
  }
}
