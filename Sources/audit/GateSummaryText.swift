import Reporting
import Scoring

/// What `audit gate` prints at the end.
enum GateSummaryText {
  static func lines(_ record: GateRecord, folder: String) -> [String] {
    let header = record.header
    var table = TextTable(
      [("", .left), ("images", .right), ("metric", .right)]
        + PanelGroup.allCases.map {
          ($0.rawValue, .right)
        } + [("finding", .left)])
    for judgement in record.rates + [record.overall] {
      table.add(
        [judgement.rate?.rawValue ?? "all rates", "\(judgement.images)", text(judgement.metric)]
          + PanelGroup.allCases.map { text(judgement.groups[$0], bound: judgement.bounded?[$0]) }
          + [judgement.signedRule(in: header)])
    }
    var lines = table.lines
    lines.append("")
    if !header.bitsKnown { lines.append("Sizes are not known: pictures were taken as equal in bits.") }
    if record.leftOut > 0 { lines.append("\(record.leftOut) pictures had nothing to be compared with at equal bits.") }
    lines += GateWords.notes(record).map { "note: \($0)" }
    for problem in GateWords.problems(record) { lines.append("error: \(problem.sentence)") }
    for curve in record.unsteady ?? [] { lines.append(GateWords.unsteady(curve)) }
    if let read = GateWords.allowance(record.overall, metric: header.run.metric) { lines.append(read) }
    if let needed = record.overall.imagesNeeded { lines.append("About \(needed) images would decide it.") }
    if record.overall.metric != nil, !record.overall.hasIntervals {
      lines.append("\(IntervalWords.noneFirst): it is judged by their smallest and largest change.")
    }
    if let visible = record.overall.smallestVisible {
      lines.append("The smallest gaming that these images could have shown: \(NumberText.fixed(visible, 2)) points.")
    }
    lines += KnownWords.lines(record)
    lines.append(RunWords.line(record))
    lines.append("Report: \(folder)/index.html")
    return lines
  }

  private static func text(_ interval: RunSummary.Interval?, bound: InflationBound? = nil) -> String {
    guard let interval else { return "–" }
    func fixed(_ value: Double) -> String { NumberText.fixed(value, 2) }
    return (bound?.sign ?? "") + fixed(interval.value)
      + (interval.ends.map { " [\(fixed($0.lower)), \(fixed($0.upper))]" } ?? "")
  }
}
