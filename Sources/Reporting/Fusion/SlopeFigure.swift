import Scoring

/// The slope of one feature against the score, an encode a sign: discs where the metric rewards the feature, triangles
/// pointing down where it rewards losing it.
struct SlopeFigure {
  let record: FusionRecord
  let feature: String

  /// The most encodes that are drawn.
  static let mostEncodes = 400

  private let width = 208.0
  private let height = 176.0

  /// The encodes that are drawn: evenly taken from all.
  static func shown(_ record: FusionRecord) -> [FusionModel.Operating] {
    let all = record.operating
    guard all.count > mostEncodes else { return all }
    return (0..<mostEncodes).map { all[$0 * all.count / mostEncodes] }
  }

  var markup: Markup {
    let points = Self.shown(record).compactMap { point in
      point.place.slopes[feature].map { (score: point.place.score, slope: $0) }
    }
    let slopes = points.map(\.slope)
    let x = Axis.over(points.map(\.score), start: 40, end: width - 10)
    let y = Axis.over(slopes + [0], start: height - 42, end: 24)
    return SVG.drawing(
      width: width, height: height,
      title: "\(FusionNames.title(feature)): slope against score at \(points.count) encodes, from "
        + "\(NumberText.signed(slopes.min() ?? 0)) to \(NumberText.signed(slopes.max() ?? 0)) points per unit",
      class: "figure slopes"
    ) {
      SVG.label(FusionNames.title(feature), 40, 13, "title")
      SVG.levels(y, 4, from: 40, to: width - 10, labels: 36) { NumberText.signedTick($0) }
      for tick in x.ticks(4) {
        SVG.label(NumberText.significant(tick, 4), x.position(tick), height - 26, anchor: "middle", "tick")
      }
      SVG.line(40, y.position(0), width - 10, y.position(0), "zero")
      for point in points {
        sign(x.position(point.score), y.position(point.slope), isLoss: point.slope < 0)
      }
      SVG.label("score", width - 10, height - 8, anchor: "end", "axis")
    }
  }

  private func sign(_ x: Double, _ y: Double, isLoss: Bool) -> Markup {
    isLoss
      ? SVG.path([(x - 3.2, y - 2.6), (x + 3.2, y - 2.6), (x, y + 3)], closed: true, "slope-loss")
      : SVG.dot(x, y, radius: 2.2, "slope-gain")
  }
}

extension NumberText {
  /// A tick of an axis that crosses zero.
  static func signedTick(_ value: Double) -> String {
    value == 0 ? "0" : (value < 0 ? "−" : "+") + significant(abs(value), 4)
  }
}
