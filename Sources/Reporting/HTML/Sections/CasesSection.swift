import Scoring

/// Every case in one table: what failed first. The scripts add search, filters, sorting and details.
struct CasesSection: ReportSection {
  let context: ReportContext
  let id = "cases"
  let title = "All cases"

  /// More rows than this make the page slow to open; the rest is in `cases.csv`.
  static let mostRows = 4000

  /// The cases of the table, in its order.
  var shown: [CaseRecord] {
    let images = context.record.cases.filter { !$0.measurement.key.isInput }
    let sorted = images.sorted { a, b in
      let (x, y) = (context.standing(a).rank, context.standing(b).rank)
      return x == y ? CaseRecord.worstFirst(a, b) : x < y
    }
    return Array(sorted.prefix(Self.mostRows))
  }

  private var groups: [PanelGroup] {
    PanelGroup.allCases.filter { group in
      context.record.cases.contains { $0.inflationByGroup[group] != nil }
    }
  }

  var body: Markup {
    let rows = shown
    let total = context.record.cases.count { !$0.measurement.key.isInput }
    return tag("div", ["class": "all-cases"]) {
      tag("div", ["class": "tools", "id": "case-tools"])
      tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "cases-title"]) {
        table(
          ["class": "numbers", "id": "case-table"],
          caption: total > rows.count
            ? "The first \(rows.count) of \(total) cases, failures first; all of them are in cases.csv."
            : "Failures first, then by inflation. Every number is in cases.csv.",
          head: columns, rows: rows.map(line))
      }
    }
  }

  private var columns: [TableHead] {
    [
      TableHead("Verdict", sort: "verdict"), TableHead("Image", sort: "image"), TableHead("Attack", sort: "attack"),
      TableHead("Start", sort: "start"), TableHead("Score before", isNumber: true, sort: "score-start"),
      TableHead("Score", isNumber: true, sort: "score"), TableHead("Looks like", isNumber: true, sort: "implied"),
      TableHead("Inflation", isNumber: true, sort: "inflation"),
    ] + groups.map { TableHead($0.title, isNumber: true, sort: $0.rawValue) }
  }

  private func line(_ record: CaseRecord) -> Markup {
    let measurement = record.measurement
    let key = measurement.key
    let status = context.standing(record)
    return tag("tr", ["id": key.anchor, "data-verdict": status.rawValue, "data-attack": key.attack]) {
      tag("td", ["data-value": "\(status.rank)"]) { status.chip }
      tag("th", ["scope": "row"]) { tag("a", ["href": "#\(key.anchor)"]) { key.image } }
      tag("td", ["class": "attack"]) { context.title(ofAttack: key.attack) }
      tag("td") { tag("code") { key.start ?? "" } }
      number(measurement.start?.score) { context.score($0) }
      number(measurement.attacked?.score) { context.score($0) }
      number(record.implied) { (record.atLeast ? "≤ " : "") + context.score($0) }
      number(record.inflation) { (record.atLeast ? "≥ " : "") + context.change($0) }
      for group in groups {
        number(record.inflationByGroup[group]) { (record.bounded?[group]?.sign ?? "") + context.change($0) }
      }
    }
  }

  /// The cell sorts by the whole number and shows a rounded one.
  private func number(_ value: Double?, _ text: (Double) -> String) -> Markup {
    tag("td", ["class": "n", "data-value": value.map { "\($0)" }]) { value.map(text) ?? "" }
  }
}
