import Scoring

/// The honest ladders of an image for one panel member, and where the case lies: the vertical distance from the ladder is
/// the inflation.
struct LadderFigure {
  let context: ReportContext
  let record: CaseRecord
  let member: MetricInfo

  private let width = 208.0
  private let height = 168.0

  /// Nil when there is nothing to draw.
  var markup: Markup? {
    guard let value = record.measurement.attacked.flatMap({ member.read($0.panel, $0.tone) }), value.isFinite,
      let score = record.measurement.attacked?.score
    else { return nil }
    let ladders = context.ladders(of: record.measurement.key.image).map { (codec: $0.codec, points: points($0)) }
      .filter { !$0.points.isEmpty }
    guard !ladders.isEmpty else { return nil }

    let span = Axis.over(ladders.flatMap { $0.points.map(\.value) } + [value], start: 34, end: width - 8)
    // To the right is better, whatever the metric's direction.
    let x = member.higherIsBetter ? span : Axis(from: span.to, to: span.from, start: 34, end: width - 8)
    let y = context.scoreAxis(start: height - 40, end: 22)
    return SVG.drawing(
      width: width, height: height,
      title: "\(member.title): \(NumberText.significant(value, 4))\(unit), score \(context.score(score))",
      class: "figure ladder"
    ) {
      SVG.label(member.title, 34, 13, "title")
      SVG.levels(y, 3, from: 34, to: width - 8, labels: 30) { NumberText.plain($0) }
      for tick in x.ticks(3) {
        SVG.label(NumberText.significant(tick, 3), x.position(tick), height - 24, anchor: "middle", "tick")
      }
      for (index, ladder) in ladders.enumerated() {
        SVG.path(ladder.points.map { (x.position($0.value), y.position($0.score)) }, "rungs ladder-\(index)")
        for point in ladder.points {
          SVG.dot(x.position(point.value), y.position(point.score), radius: 1.8, "rung ladder-\(index)")
        }
      }
      if let implied = record.readings.first(where: { $0.id == member.id })?.implied {
        SVG.line(x.position(value), y.position(implied.value), x.position(value), y.position(score), "reach")
      }
      SVG.sign(context.standing(record), x.position(value), y.position(score), size: 5)
      SVG.label(
        member.unit.isEmpty ? "better →" : "\(member.unit), better →", width - 8, height - 6, anchor: "end", "axis")
    }
  }

  private var unit: String { member.unit.isEmpty ? "" : " \(member.unit)" }

  /// The rungs by rising value of the member.
  private func points(_ ladder: LadderRecord) -> [(value: Double, score: Double)] {
    ladder.rungs.compactMap { rung -> (value: Double, score: Double)? in
      guard let value = member.read(rung.panel, rung.tone), value.isFinite, rung.score.isFinite else { return nil }
      return (value, rung.score)
    }.sorted { $0 < $1 }
  }
}
