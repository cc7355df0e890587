import Scoring

/// One group's inflation against what people say of the same pictures. On the line both agree.
struct CalibrationFigure {
  let calibration: HumanCalibration
  let group: HumanCalibration.Group

  private let size = 158.0
  private let left = 40.0
  private let top = 26.0

  var markup: Markup {
    let all = calibration.groups.flatMap(\.inflations) + calibration.human
    let x = Axis.over(all, start: left, end: left + size)
    let y = Axis(from: x.from, to: x.to, start: top + size, end: top)
    let name = group.group.rawValue
    return SVG.drawing(
      width: left + size + 10, height: top + size + 42,
      title: "Inflation by \(group.group.title) against people's: \(text)", class: "figure calibration"
    ) {
      SVG.label("\(group.group.title) says …", left, 14, "title")
      for tick in x.ticks(3) {
        SVG.line(x.position(tick), top, x.position(tick), top + size, "grid")
        SVG.label(NumberText.score(tick, 0), x.position(tick), top + size + 16, anchor: "middle", "tick")
        SVG.line(left, y.position(tick), left + size, y.position(tick), "grid")
        SVG.label(NumberText.score(tick, 0), left - 6, y.position(tick) + 4, anchor: "end", "tick")
      }
      SVG.line(x.position(x.from), y.position(x.from), x.position(x.to), y.position(x.to), "honest")
      for (people, panel) in zip(calibration.human, group.inflations) {
        SVG.dot(x.position(people), y.position(panel), radius: 3, "point group-\(name)")
      }
      SVG.label("people say …", left + size / 2, top + size + 36, anchor: "middle", "axis")
    }
  }

  /// The agreement in words.
  var text: String {
    "median error \(NumberText.fixed(group.error.value, 1)) points\(ends(group.error, 1)), rank correlation "
      + "\(NumberText.fixed(group.rank.value, 2))\(ends(group.rank, 2))"
  }

  private func ends(_ interval: RunSummary.Interval, _ decimals: Int) -> String {
    interval.ends.map { " (\(NumberText.fixed($0.lower, decimals)) … \(NumberText.fixed($0.upper, decimals)))" } ?? ""
  }
}
