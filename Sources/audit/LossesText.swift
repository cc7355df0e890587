import Reporting
import Scoring

/// What `audit losses` prints.
enum LossesText {
  static func lines(_ record: LossRecord) -> [String] {
    let source = record.datasets.isEmpty ? "built-in scenes" : record.datasets.joined(separator: ", ")
    return [
      "\(record.losses.count) losses over \(counted(record.images.count, "image")) (\(source)); panel in points of "
        + "\(record.metric.title), "
        + (record.images.count < RunSummary.leastImagesOfAnInterval
          ? IntervalWords.none : "95 % intervals over images"),
      "",
      "Ranking: share of decided pairs in which the loss prefers what the panel finds worse, and rank correlation with "
        + "the panel:",
    ] + ranking(record) + [
      "",
      "Susceptibility: change after gradient attacks on the loss itself, from \(record.starts.joined(separator: ", ")). "
        + "Confirmed: the luma group of the panel that gained least; unearned: the metric's gain less that.",
    ] + susceptibility(record)
  }

  private static func ranking(_ record: LossRecord) -> [String] {
    var table = TextTable([
      ("loss", .left), ("honest pairs", .right), ("inverted", .right), ("95 %", .right), ("attacked pairs", .right),
      ("inverted", .right), ("95 %", .right), ("correlation", .right), ("95 %", .right),
    ])
    for row in record.summary {
      var line = [row.loss, "\(row.honestPairs)"]
      line += cells(row.honestInversions, { NumberText.percent($0) })
      line.append("\(row.attackedPairs)")
      line += cells(row.attackedInversions, { NumberText.percent($0) })
      line += cells(row.correlation) { NumberText.fixed($0, 3) }
      table.add(line)
    }
    return table.lines
  }

  private static func susceptibility(_ record: LossRecord) -> [String] {
    let groups = PanelGroup.allCases.filter { group in
      record.summary.contains { row in row.susceptibility.contains { $0.groupChanges[group] != nil } }
    }
    var table = TextTable(
      [("loss", .left), ("attack", .left), ("moved", .right), (record.metric.id, .right)]
        + groups.map { ($0.rawValue, TextTable.Side.right) }
        + [
          ("confirmed", .right), ("95 %", .right), ("unearned", .right), ("95 %", .right), ("made worse", .right),
        ])
    for row in record.summary {
      for entry in row.susceptibility {
        var line = [row.loss, entry.attack ?? "all", "\(entry.moved)/\(entry.descents)"]
        line.append(points(entry.metricChange?.value))
        for group in groups { line.append(points(entry.groupChanges[group]?.value)) }
        line += cells(entry.confirmed) { points($0) }
        line += cells(entry.unearned) { points($0) }
        line.append(NumberText.percent(entry.shareWorse))
        table.add(line)
      }
    }
    return table.lines
  }

  private static func cells(_ interval: RunSummary.Interval?, _ text: (Double) -> String) -> [String] {
    guard let interval else { return ["–", "–"] }
    return [text(interval.value), interval.ends.map { "\(text($0.lower)) … \(text($0.upper))" } ?? "–"]
  }

  private static func points(_ value: Double?) -> String { value.map { NumberText.plus($0, 2) } ?? "–" }
}
