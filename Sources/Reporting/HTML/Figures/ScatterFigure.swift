import Scoring

/// Every case as a sign: the score it got against the score it looks like. Honest cases lie on the diagonal, inflated ones
/// above it.
struct ScatterFigure {
  let context: ReportContext

  /// More signs than this hide each other, and make the page heavy.
  static let mostSigns = 1500

  /// The figure with its caption; nil without a case to draw.
  var figure: Markup? {
    guard context.record.cases.contains(where: { $0.implied != nil }) else { return nil }
    return tag("figure", ["class": "overview"]) {
      markup
      tag("figcaption") { caption }
    }
  }

  private var caption: String {
    let more = context.record.cases.count { $0.implied != nil } - Self.mostSigns
    let present = Set(drawn.map { context.standing($0.0) })
    let key = Standing.allCases.filter(present.contains).map { "\($0.sign) \($0.word)" }.joined(separator: ", ")
    return
      "Every case: its score against what the panel implies. On the line an image scores what it looks like; above it the score is inflated; above the dashed "
      + "line beyond the limit. \(key)."
      + (more > 0 ? " \(more) more cases are not drawn; they are in the table of all cases." : "")
  }

  private var markup: Markup {
    let size = 340.0
    let x = context.scoreAxis(start: 48, end: 48 + size)
    let y = context.scoreAxis(start: 12 + size, end: 12)
    let shown = drawn
    return SVG.drawing(
      width: 48 + size + 12, height: size + 60,
      title: "Score of every case against the score that the panel implies", class: "figure scatter", role: "group"
    ) {
      for tick in x.ticks(5) {
        SVG.line(x.position(tick), 12, x.position(tick), 12 + size, "grid")
        SVG.label(NumberText.plain(tick), x.position(tick), size + 28, anchor: "middle", "tick")
        SVG.line(48, y.position(tick), 48 + size, y.position(tick), "grid")
        SVG.label(NumberText.plain(tick), 42, y.position(tick) + 4, anchor: "end", "tick")
      }
      SVG.line(x.position(x.from), y.position(x.from), x.position(x.to), y.position(x.to), "honest")
      if let limit = context.header.limit {
        limitLine(limit, x: x, y: y)
      }
      for (record, implied, score) in shown {
        let key = record.measurement.key
        let status = context.standing(record)
        // Not in the keyboard's way: the table below has the same links.
        tag("a", ["href": "#\(key.anchor)", "tabindex": "-1"]) {
          tag("title") {
            "\(context.title(of: key)): scores \(context.score(score)), looks like "
              + "\(record.atLeast ? "at most " : "")\(context.score(implied)) (\(status.word))"
          }
          SVG.sign(status, x.position(implied), y.position(score), size: 4.5)
        }
      }
      SVG.label(
        "what the panel implies\(context.metric.unit.isEmpty ? "" : ", \(context.metric.unit)")", 48 + size / 2,
        size + 52,
        anchor: "middle", "axis")
      tag("g", ["transform": "translate(12 \(SVG.number(12 + size / 2))) rotate(-90)"]) {
        SVG.label(scoreTitle, 0, 0, anchor: "middle", "axis")
      }
    }
  }

  private var scoreTitle: String {
    "score of \(context.metric.title)\(context.metric.unit.isEmpty ? "" : ", \(context.metric.unit)")"
  }

  /// Cases that have both numbers, what passed underneath and what failed on top.
  private var drawn: [(CaseRecord, implied: Double, score: Double)] {
    let all = context.record.cases.compactMap { record -> (CaseRecord, implied: Double, score: Double)? in
      guard let implied = record.implied, let score = record.measurement.attacked?.score else { return nil }
      return (record, implied, score)
    }
    let ranked = all.sorted { context.standing($0.0).rank < context.standing($1.0).rank }
    return ranked.prefix(Self.mostSigns).reversed()
  }

  /// The scores at which inflation reaches the limit.
  private func limitLine(_ limit: Double, x: Axis, y: Axis) -> Markup {
    let shift = context.metric.higherIsBetter ? limit : -limit
    // The line leaves the drawing where the score does.
    return SVG.line(
      x.position(x.from), y.position(x.from + shift), x.position(x.to - shift), y.position(x.to), "limit")
  }
}
