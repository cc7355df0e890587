import AuditRecord

/// A median with its interval on a scale that all rows of a table share, with zero and the limit.
struct IntervalFigure {
  let interval: RunSummary.Interval
  let axis: Axis
  let limit: Double?

  /// The scale for all rows: from the smallest to the largest end, zero and the limit included.
  static func axis(_ rows: [RunSummary.AttackRow], limit: Double?) -> Axis {
    let ends = rows.compactMap(\.inflation).flatMap { [$0.lower, $0.upper, $0.value] }
    return Axis.over(ends + [0] + (limit.map { [$0] } ?? []), start: 4, end: 116)
  }

  var markup: Markup {
    let middle = 11.0
    return SVG.drawing(
      width: 120, height: 22,
      title: "\(NumberText.signed(interval.value)), 95 % interval \(NumberText.signed(interval.lower)) to "
        + NumberText.signed(interval.upper), class: "interval"
    ) {
      SVG.line(axis.position(0), 1, axis.position(0), 21, "zero")
      if let limit { SVG.line(axis.position(limit), 1, axis.position(limit), 21, "limit") }
      SVG.line(axis.position(interval.lower), middle, axis.position(interval.upper), middle, "whisker")
      SVG.line(axis.position(interval.lower), 6, axis.position(interval.lower), 16, "whisker")
      SVG.line(axis.position(interval.upper), 6, axis.position(interval.upper), 16, "whisker")
      SVG.dot(axis.position(interval.value), middle, radius: 4.5, over ? "median over" : "median")
    }
  }

  private var over: Bool { limit.map { interval.value > $0 } ?? false }
}
