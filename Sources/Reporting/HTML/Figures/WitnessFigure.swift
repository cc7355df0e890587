import Scoring

/// What every witness says of one case: the score each panel member implies, against the score the metric gave. The
/// length of a line is that member's inflation.
struct WitnessFigure {
  let context: ReportContext
  let record: CaseRecord

  private let left = 168.0
  private var right: Double { 46 + 8 * Double(context.metric.decimals) }
  private let width = 596.0
  private let step = 19.0

  var markup: Markup {
    let score = record.measurement.attacked?.score ?? 0
    let axis = context.scoreAxis(start: left, end: width - right)
    let rows = readings
    let top = 30.0
    let bottom = top + Double(rows.count) * step
    return SVG.drawing(
      width: width, height: bottom + 44, title: description(score), class: "figure witness"
    ) {
      SVG.columns(axis, 5, from: top, to: bottom, labels: bottom + 16) { NumberText.plain($0) }
      SVG.label(
        "implied score of \(context.metric.title)\(context.metric.unit.isEmpty ? "" : ", \(context.metric.unit)")",
        (left + width - right) / 2, bottom + 36, anchor: "middle", "axis")
      SVG.label("inflation", width - 2, top - 11, anchor: "end", "axis")
      if let start = record.measurement.start?.score, start != score {
        SVG.line(axis.position(start), top - 6, axis.position(start), bottom, "started")
      }
      SVG.line(axis.position(score), top - 6, axis.position(score), bottom, "scored")
      SVG.label(
        "scores \(context.score(score))", axis.position(score), top - 11, anchor: anchor(axis, score), "scored")
      for (index, row) in rows.enumerated() {
        line(row, y: top + (Double(index) + 0.5) * step, axis: axis, score: score)
      }
    }
  }

  private struct Row {
    var info: MetricInfo
    var implied: ImpliedScore
    var inflation: Double
  }

  /// Members with a reading, by group in the order of the panel.
  private var readings: [Row] {
    let rows = record.readings.compactMap { reading -> Row? in
      guard let info = context.member(reading.id), let implied = reading.implied, let inflation = reading.inflation
      else { return nil }
      return Row(info: info, implied: implied, inflation: inflation)
    }
    return PanelGroup.allCases.flatMap { group in rows.filter { $0.info.group == group } }
  }

  private func line(_ row: Row, y: Double, axis: Axis, score: Double) -> [Markup] {
    let name = "group-\(row.info.group?.rawValue ?? "none")\(row.info.votes ? "" : " mute")"
    let x = axis.position(row.implied.value)
    var result = [
      SVG.label(row.info.votes ? row.info.title : "(\(row.info.title))", left - 10, y + 4, anchor: "end", "member"),
      SVG.line(x, y, axis.position(score), y, "reach \(name)"),
    ]
    if row.implied.bound == .below {
      // An arrow: the picture lies below the ladder, the implied score is at most this.
      result.append(SVG.path([(x - 7, y), (x + 3, y - 4.5), (x + 3, y + 4.5)], closed: true, "point \(name)"))
    } else {
      result.append(SVG.dot(x, y, radius: 4.5, "point \(name)"))
    }
    let prefix = row.implied.bound == .below ? "≥ " : ""
    result.append(
      SVG.label("\(prefix)\(context.change(row.inflation))", width - 2, y + 4, anchor: "end", "amount"))
    return result
  }

  private func anchor(_ axis: Axis, _ value: Double) -> String {
    let position = axis.position(value)
    return position > width - right - 60 ? "end" : position < left + 60 ? "start" : "middle"
  }

  private func description(_ score: Double) -> String {
    let parts = readings.map { "\($0.info.title) \(context.score($0.implied.value))" }
    return "The metric scores \(context.score(score)). The panel implies: \(parts.joined(separator: ", "))."
  }
}
