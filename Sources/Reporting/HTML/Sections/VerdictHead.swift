import Scoring

/// The top of the page: verdict, limit and counts, in plain words.
struct VerdictHead {
  let context: ReportContext

  private var header: RunHeader { context.header }
  private var summary: RunSummary { context.record.summary }
  private func count(_ verdict: Verdict) -> Int { summary.counts[verdict] ?? 0 }
  private var judged: Int { count(.passed) + count(.failed) }
  private var weak: Int { context.record.cases.count { $0.finding == .weakEvidence } }

  var markup: Markup {
    ReportPage.verdict(
      count(.failed) > 0 ? "is-failed" : judged > 0 ? "is-passed" : "is-na",
      overline: "Audit of \(context.metric.title) · suite \(header.suite) · \(counted(header.images.count, "image"))",
      title: headline, figure: ScatterFigure(context: context).figure
    ) { words }
  }

  @MarkupBuilder private var words: [Markup] {
    if let worst { tag("p", ["class": "lead"]) { worst } }
    if let control { tag("p") { control } }
    tag("ul", ["class": "counts"]) {
      for status in CaseStatus.allCases {
        tag("li", ["class": status.className]) {
          tag("span", ["class": "number"]) { "\(number(status))" }
          " "
          tag("span", ["class": "word"]) {
            tag("span", ["aria-hidden": "true"]) { status.sign }
            " \(status.word)"
          }
        }
      }
      tag("li", ["class": "is-limit"]) {
        tag("span", ["class": "number"]) { header.limit.map { NumberText.plain($0) } ?? "none" }
        " "
        tag("span", ["class": "word"]) {
          header.limit == nil
            ? "limit of inflation"
            : "limit of inflation\(context.metric.unit.isEmpty ? "" : ", \(context.metric.unit)")"
              + (header.limitWasAsked ? "" : " (default)")
        }
      }
    }
  }

  private func number(_ status: CaseStatus) -> Int {
    switch status {
    case .failed: count(.failed)
    case .error: count(.error)
    case .weak: weak
    case .notApplicable: count(.notApplicable) - weak
    case .passed: count(.passed)
    }
  }

  private var headline: String {
    let metric = context.metric.title
    guard let limit = header.limit else {
      return judged + count(.notApplicable) > 0
        ? "The inflation of \(metric) was read, but it has no limit to be judged by"
        : "Nothing could be said about \(metric)"
    }
    let amount = "\(NumberText.plain(limit))\(context.unit)"
    let attacked = context.record.cases.filter {
      !context.isControl($0.measurement.key.attack) && ($0.verdict == .failed || $0.verdict == .passed)
    }
    let gamed = attacked.count { $0.verdict == .failed }
    if gamed > 0 {
      return "\(metric) can be gamed: \(gamed) of \(counted(attacked.count, "attacked image")) inflated by more than "
        + amount
    }
    if count(.failed) > 0 {
      return "\(metric) is inflated by more than \(amount) without an attack: "
        + counted(count(.failed), "image")
    }
    if !attacked.isEmpty {
      return "\(metric) held: none of \(counted(attacked.count, "attacked image")) inflated by more than \(amount)"
    }
    if judged > 0 { return "Nothing inflated by more than \(amount), and nothing attacked" }
    return "Nothing could be judged"
  }

  private var worst: String? {
    guard let key = summary.worst.first, let record = context.found(key), let inflation = record.inflation,
      let score = record.measurement.attacked?.score, let implied = record.implied, inflation > 0
    else { return nil }
    return "Worst: \(context.title(of: key)) scores \(context.score(score)), but looks like an honest "
      + "\(context.score(implied)) — inflated by \(record.atLeast ? "at least " : "")"
      + "\(context.amount(inflation))."
  }

  /// The control shows what the reading itself is worth: honest encodes should read near zero.
  private var control: String? {
    let rows = summary.rows.filter { context.isControl($0.attack) }.compactMap { row in
      row.inflation.map { "\(row.start) \(context.change($0.value))" }
    }
    guard !rows.isEmpty else { return nil }
    return "The control, honest encodes without an attack, reads \(rows.joined(separator: ", ")) in the median."
  }
}
