import Scoring

/// The median inflation of an attack on a scale that all rows of a table share, with its interval where there are images
/// enough for one, with zero and the limit.
struct IntervalFigure {
  let context: ReportContext
  let row: RunSummary.AttackRow
  let axis: Axis

  /// The scale for all rows: from the smallest to the largest end, zero and the limit included.
  static func axis(_ rows: [RunSummary.AttackRow], limit: Double?) -> Axis {
    let ends = rows.compactMap(\.inflation).flatMap { [$0.lower, $0.upper, $0.value].compactMap { $0 } }
    return Axis.over(ends + [0] + (limit.map { [$0] } ?? []), start: 4, end: 116)
  }

  /// Nil where no inflation could be read.
  var markup: Markup? {
    guard let median = row.inflation?.value else { return nil }
    let middle = 11.0
    return SVG.drawing(width: 120, height: 22, title: description(median), class: "interval") {
      SVG.line(axis.position(0), 1, axis.position(0), 21, "zero")
      if let limit = context.header.limit { SVG.line(axis.position(limit), 1, axis.position(limit), 21, "limit") }
      if let interval = row.inflation?.ends {
        SVG.line(axis.position(interval.lower), middle, axis.position(interval.upper), middle, "whisker")
        SVG.line(axis.position(interval.lower), 6, axis.position(interval.lower), 16, "whisker")
        SVG.line(axis.position(interval.upper), 6, axis.position(interval.upper), 16, "whisker")
      }
      SVG.dot(axis.position(median), middle, radius: 4.5, isOver(median) ? "median over" : "median")
    }
  }

  private func description(_ median: Double) -> String {
    guard let interval = row.inflation?.ends else { return context.change(median) }
    return
      "\(context.change(median)), 95 % interval \(context.change(interval.lower)) to \(context.change(interval.upper))"
  }

  private func isOver(_ median: Double) -> Bool { context.header.limit.map { median > $0 } ?? false }
}
