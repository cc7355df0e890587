import Scoring

/// A tick's number without the last bits' noise.
func tickText(_ value: Double) -> String { NumberText.significant(value, 4).replacing("-", with: "−") }

/// How far metric and groups moved, with their intervals, over what honest changes do.
struct GateChangesFigure {
  let judgement: GateJudgement
  let header: GateHeader

  private let width = 460.0
  private let left = 118.0
  private let rowHeight = 34.0

  private struct Row {
    let name: String
    let className: String
    let change: RunSummary.Interval
    /// What honest changes do: from the fall that is let pass to the rise that counts.
    let honest: ClosedRange<Double>?
    /// What a bound leaves open about the change.
    var bound: InflationBound?
  }

  private var rows: [Row] {
    let bands = header.bands
    var rows: [Row] = []
    if let metric = judgement.metric {
      rows.append(
        Row(
          name: header.run.metric.title, className: "scored", change: metric,
          honest: Self.honest(fall: bands.metricRise, rise: bands.metricRise)))
    }
    for group in PanelGroup.allCases {
      guard let change = judgement.groups[group] else { continue }
      let honest = bands.groupFall[group].flatMap { Self.honest(fall: $0, rise: bands.groupRise[group] ?? 0) }
      rows.append(
        Row(
          name: group.title, className: "group-\(group.rawValue)", change: change, honest: honest,
          bound: judgement.bounded?[group]))
    }
    return rows
  }

  /// From a fall that is let pass to a rise that counts; nil where a limit is no number.
  private static func honest(fall: Double, rise: Double) -> ClosedRange<Double>? {
    fall.isFinite && rise.isFinite ? -max(fall, 0)...max(rise, 0) : nil
  }

  /// Nil when nothing could be compared.
  var figure: Markup? {
    let rows = rows
    guard !rows.isEmpty else { return nil }
    let ends = rows.flatMap {
      [$0.change.lower, $0.change.upper, $0.change.value].compactMap { $0 }
        + ($0.honest.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    let axis = Axis.over(ends + [0], start: left, end: width - 14)
    let bottom = 24 + rowHeight * Double(rows.count)
    return tag("figure", ["class": "account"]) {
      SVG.drawing(
        width: width, height: bottom + 34,
        title: "Change of metric and panel" + (judgement.hasIntervals ? " with 95 % intervals" : ""),
        class: "figure changes"
      ) {
        SVG.columns(axis, 6, from: 16, to: bottom, labels: bottom + 15) { tickText($0) }
        SVG.line(axis.position(0), 10, axis.position(0), bottom, "zero")
        for (index, row) in rows.enumerated() { draw(row, y: 24 + rowHeight * (Double(index) + 0.5), axis) }
        SVG.label("points of \(header.run.metric.title), better →", width - 14, bottom + 30, anchor: "end", "axis")
      }
      tag("figcaption") {
        "Median change over images\(judgement.hasIntervals ? " with 95 % intervals" : ""). Shaded: what honest changes "
          + "between builds do without being called gaming."
      }
    }
  }

  @MarkupBuilder private func draw(_ row: Row, y: Double, _ axis: Axis) -> [Markup] {
    if let honest = row.honest {
      SVG.rectangle(
        x: axis.position(honest.lowerBound), y: y - 11,
        width: axis.position(honest.upperBound) - axis.position(honest.lowerBound), height: 22, "band")
    }
    SVG.label(row.name, left - 10, y + 4, anchor: "end", row.className == "scored" ? "label scored" : "label")
    if let ends = row.change.ends {
      let (lower, upper) = (axis.position(ends.lower), axis.position(ends.upper))
      SVG.line(lower, y, upper, y, "reach \(row.className)")
      SVG.line(lower, y - 5, lower, y + 5, "reach \(row.className)")
      SVG.line(upper, y - 5, upper, y + 5, "reach \(row.className)")
    }
    SVG.dot(axis.position(row.change.value), y, radius: 4.5, "point \(row.className)")
    SVG.label(
      (row.bound?.sign ?? "") + NumberText.signed(row.change.value, 2), axis.position(row.change.value), y - 8,
      anchor: "middle", "tick")
  }
}
