import Scoring

/// How the score changes when one feature alone moves, through each place of the table: thin where it rises with the
/// feature, thick and marked where it falls.
struct CurveFigure {
  let record: FusionRecord
  let feature: String

  private let width = 208.0
  private let height = 186.0

  var markup: Markup {
    let curves = record.curves.filter { $0.feature == feature }
    let lines = curves.enumerated().map { index, curve in (index: index, line: changes(curve), curve: curve) }
    let x = Axis(from: 0, to: 1, start: 40, end: width - 10)
    let y = Axis.over(lines.flatMap { $0.line.map(\.change) } + [0], start: height - 42, end: 24)
    return SVG.drawing(
      width: width, height: height,
      title: "\(FusionNames.title(feature)): change of the score when this feature alone moves from 0 to 1; "
        + curves.map { "\($0.place): \(falls($0))" }.joined(separator: ", "),
      class: "figure curves"
    ) {
      SVG.label(FusionNames.title(feature), 40, 13, "title")
      SVG.levels(y, 4, from: 40, to: width - 10, labels: 36) { NumberText.signedTick($0) }
      for tick in [0, 0.5, 1] {
        SVG.label(NumberText.plain(tick), x.position(tick), height - 26, anchor: "middle", "tick")
      }
      SVG.line(40, y.position(0), width - 10, y.position(0), "zero")
      for entry in lines {
        for run in runs(entry.line, slopes: entry.curve.slopes) {
          SVG.path(
            run.points.map { (x.position($0.value), y.position($0.change)) },
            "along place-\(entry.index)\(run.falls ? " falls" : "")")
        }
        if let value = anchor(entry.curve) {
          SVG.dot(x.position(value), y.position(0), radius: 3, "along-place")
        }
      }
      SVG.label("value of the feature", width - 10, height - 8, anchor: "end", "axis")
    }
  }

  /// Where the curve's place has the feature.
  private func anchor(_ curve: FusionModel.Curve) -> Double? {
    record.table.first { $0.name == curve.place }?.features[feature]
  }

  private func changes(_ curve: FusionModel.Curve) -> [(value: Double, change: Double)] {
    let score = record.table.first { $0.name == curve.place }?.score ?? 0
    return zip(curve.values, curve.scores).map { ($0, $1 - score) }
  }

  /// Stretches of one direction; neighbours share their end.
  private func runs(
    _ line: [(value: Double, change: Double)], slopes: [Double]
  ) -> [(points: [(value: Double, change: Double)], falls: Bool)] {
    var result: [(points: [(value: Double, change: Double)], falls: Bool)] = []
    for (index, point) in line.enumerated() where index < slopes.count {
      let falls = slopes[index] < 0
      if let last = result.indices.last, result[last].falls == falls {
        result[last].points.append(point)
      } else {
        if let last = result.indices.last { result[last].points.append(point) }
        result.append(([point], falls))
      }
    }
    return result
  }

  private func falls(_ curve: FusionModel.Curve) -> String {
    let falling = curve.slopes.count { $0 < 0 }
    if falling == 0 { return "rises throughout" }
    return falling == curve.slopes.count ? "falls throughout" : "falls at part of the values"
  }
}
