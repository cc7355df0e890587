import Scoring

/// At how many of the honest encodes the metric rewards losing a feature: a bar a feature.
struct ShareFigure {
  let summary: FusionSummary

  private let left = 172.0
  private let width = 580.0
  private let step = 26.0

  var markup: Markup {
    let axis = Axis(from: 0, to: 1, start: left, end: width - 64)
    let bottom = 6 + Double(summary.features.count) * step
    return SVG.drawing(
      width: width, height: bottom + 22,
      title: "Share of encodes at which losing a feature is rewarded: "
        + summary.features.map { "\(FusionNames.title($0.feature)) \(FusionNames.percent($0.negativeShare))" }
        .joined(separator: ", "),
      class: "figure shares"
    ) {
      SVG.columns(axis, 4, from: 2, to: bottom, labels: bottom + 16) { "\(NumberText.significant(100 * $0, 3)) %" }
      for (index, row) in summary.features.enumerated() {
        bar(row, y: 6 + Double(index) * step, axis: axis)
      }
      SVG.line(axis.position(0), 2, axis.position(0), bottom, "zero")
    }
  }

  private func bar(_ row: FusionSummary.Feature, y: Double, axis: Axis) -> [Markup] {
    let meaning = FusionNames.meaning(row.feature)
    let name = FusionNames.title(row.feature)
    return [
      SVG.label(meaning.isEmpty ? name : "\(name), \(meaning)", left - 8, y + 14, anchor: "end", "member"),
      SVG.rectangle(
        x: axis.position(0), y: y + 2, width: axis.position(row.negativeShare) - axis.position(0), height: step - 9,
        "share-bar"),
      SVG.label(FusionNames.percent(row.negativeShare), width - 6, y + 14, anchor: "end", "amount"),
    ]
  }
}
