import Scoring

/// What each attack came to over the images.
struct AttacksSection: ReportSection {
  let context: ReportContext
  let id = "attacks"
  let title = "By attack"

  var body: Markup {
    let rows = context.record.summary.rows
    let axis = IntervalFigure.axis(rows, limit: context.header.limit)
    let groups = PanelGroup.allCases.filter { group in rows.contains { $0.inflationByGroup[group] != nil } }
    return tag("div", ["class": "by-attack"]) {
      tag("p", ["class": "note", "id": "attacks-note"]) { caption }
      tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "attacks-title"]) {
        table(
          ["class": "numbers", "aria-describedby": "attacks-note"], head: columns(groups),
          rows: rows.map { line($0, axis: axis, groups: groups) })
      }
    }
  }

  private var caption: String {
    let limit = context.header.limit.map { " The dashed line is the limit of \(NumberText.plain($0))." } ?? ""
    let rows = context.record.summary.rows
    let intervals =
      rows.contains { $0.inflation?.ends != nil }
      ? "under each inflation its 95 % interval"
      : IntervalWords.none
    let unit = context.metric.unit.isEmpty ? "" : " in \(context.metric.unit) of \(context.metric.title)"
    return "Medians over images\(unit); \(intervals).\(limit)"
  }

  private func columns(_ groups: [PanelGroup]) -> [TableHead] {
    [
      TableHead("Attack"), TableHead("Score change", isNumber: true), TableHead("Inflation", isNumber: true),
      TableHead("Plot"),
    ] + groups.map { TableHead($0.title, isNumber: true) } + [
      TableHead("Over limit", isNumber: true), TableHead("Worst"),
    ]
  }

  private func line(_ row: RunSummary.AttackRow, axis: Axis, groups: [PanelGroup]) -> Markup {
    tag("tr", ["class": context.isControl(row.attack) ? "control" : nil]) {
      tag("th", ["scope": "row"]) {
        context.title(ofAttack: row.attack)
        if context.isControl(row.attack) { " (control)" }
        tag("span", ["class": "second"]) { " from \(row.start)" }
      }
      tag("td", ["class": "n"]) { row.scoreChange.map { context.change($0.value) } ?? "" }
      tag("td", ["class": "n"]) {
        if let inflation = row.inflation { tag("strong") { context.change(inflation.value) } }
        if let interval = row.inflation?.ends {
          tag("span", ["class": "second"]) {
            " \(context.change(interval.lower)) … \(context.change(interval.upper))"
          }
        }
      }
      tag("td", ["class": "plot"]) {
        if let figure = IntervalFigure(context: context, row: row, axis: axis).markup { figure }
      }
      for group in groups {
        tag("td", ["class": "n"]) { row.inflationByGroup[group].map { context.change($0) } ?? "" }
      }
      tag("td", ["class": "n"]) { share(row) }
      tag("td") {
        if let key = row.worst { tag("a", ["href": "#\(key.anchor)"]) { key.image } }
      }
    }
  }

  private func share(_ row: RunSummary.AttackRow) -> [Markup] {
    guard row.shareOverLimit != nil else { return [] }
    let failed = row.counts[.failed] ?? 0
    var result: [Markup] = [.text("\(failed) of \(row.evaluated)")]
    if row.weak > 0 { result.append(tag("span", ["class": "note"]) { ", \(row.weak) weak" }) }
    return result
  }
}
