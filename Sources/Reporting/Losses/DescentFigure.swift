import Scoring

/// What descending each loss did: the change of the metric (a diamond) beside the change of each group of the panel (a
/// disc), with intervals, on one scale.
struct DescentFigure {
  let record: LossRecord

  private let left = 176.0
  private let right = 150.0
  private let width = 680.0
  private let step = 19.0

  private struct Row {
    var title: String
    var group: PanelGroup?
    var interval: RunSummary.Interval
  }

  var markup: Markup {
    let blocks = record.summary.map { (loss: $0.loss, rows: rows($0)) }.filter { !$0.rows.isEmpty }
    let ends = blocks.flatMap(\.rows).flatMap { row in
      [row.interval.lower, row.interval.value, row.interval.upper].compactMap { $0 }
    }
    let axis = Axis.over(ends + [0], start: left, end: width - right)
    let heights = blocks.map { Double($0.rows.count) * step + 20 }
    let bottom = 8 + heights.reduce(0, +)
    return SVG.drawing(
      width: width, height: bottom + 24, title: description(blocks), class: "figure descents"
    ) {
      SVG.columns(axis, 6, from: 4, to: bottom, labels: bottom + 16) { NumberText.signedTick($0) }
      SVG.line(axis.position(0), 4, axis.position(0), bottom, "zero")
      for (index, block) in blocks.enumerated() {
        let top = 8 + heights[..<index].reduce(0, +)
        SVG.label(block.loss, 4, top + 12, "title")
        for (place, row) in block.rows.enumerated() {
          line(row, y: top + 8 + Double(place) * step, axis: axis)
        }
      }
    }
  }

  private func rows(_ summary: LossSummary) -> [Row] {
    guard let all = summary.overall else { return [] }
    let metric = all.metricChange.map { [Row(title: record.metric.title, group: nil, interval: $0)] } ?? []
    return metric
      + PanelGroup.allCases.compactMap { group in
        all.groupChanges[group].map { Row(title: group.title, group: group, interval: $0) }
      }
  }

  private func line(_ row: Row, y: Double, axis: Axis) -> [Markup] {
    let name = row.group.map { "group-\($0.rawValue)" } ?? "metric"
    let x = axis.position(row.interval.value)
    let reach = row.interval.ends.map {
      SVG.line(axis.position($0.lower), y, axis.position($0.upper), y, "reach \(name)")
    }
    return [
      SVG.label(row.title, left - 10, y + 4, anchor: "end", "member"), reach ?? .empty,
      row.group == nil
        ? SVG.path([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], closed: true, "point \(name)")
        : SVG.dot(x, y, radius: 4.5, "point \(name)"),
      SVG.label(lossPoints(row.interval), width - 2, y + 4, anchor: "end", "amount"),
    ]
  }

  private func description(_ blocks: [(loss: String, rows: [Row])]) -> String {
    blocks.map { block in
      "\(block.loss): "
        + block.rows.map { "\($0.title) \(NumberText.signed($0.interval.value, 2))" }.joined(separator: ", ")
    }.joined(separator: "; ")
  }
}
