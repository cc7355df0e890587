import AuditRecord

/// Where a change of score came from, feature by feature.
struct AttributionFigure {
  /// Points by what they are due to.
  let attribution: [AttributionPart: Double]

  private let left = 112.0
  private let width = 420.0
  private let step = 22.0

  var markup: Markup {
    let rows = attribution.map { (name: FusionNames.title($0.key.rawValue), key: $0.key.rawValue, value: $0.value) }
      .sorted { abs($0.value) == abs($1.value) ? $0.key < $1.key : abs($0.value) > abs($1.value) }
    let largest = rows.map { abs($0.value) }.filter(\.isFinite).max() ?? 0
    let axis = Axis(
      from: rows.contains { $0.value < 0 } ? -max(largest, 0.1) : 0, to: max(largest, 0.1), start: left + 48,
      end: width - 52)
    let bottom = Double(rows.count) * step + 8
    return SVG.drawing(
      width: width, height: bottom + 4,
      title: "Change of score by feature: "
        + rows.map { "\($0.name) \(NumberText.signed($0.value, 2))" }.joined(separator: ", "),
      class: "figure attribution"
    ) {
      SVG.line(axis.position(0), 2, axis.position(0), bottom, "zero")
      for (index, row) in rows.enumerated() {
        bar(row.name, row.value, y: 6 + Double(index) * step, axis: axis)
      }
    }
  }

  private func bar(_ name: String, _ points: Double, y: Double, axis: Axis) -> [Markup] {
    let zero = axis.position(0)
    let end = axis.position(points)
    let isRise = points >= 0
    return [
      SVG.label(name, left - 10, y + 12, anchor: "end", "member"),
      SVG.rectangle(
        x: min(zero, end), y: y, width: abs(end - zero), height: step - 8, isRise ? "rise" : "fall"),
      SVG.label(
        NumberText.signed(points, 2), isRise ? end + 5 : end - 5, y + 12, anchor: isRise ? "start" : "end", "amount"),
    ]
  }
}
