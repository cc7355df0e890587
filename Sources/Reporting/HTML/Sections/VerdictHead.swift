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
      context.record.standing.className,
      overline: "Audit of \(context.metric.title) · suite \(header.suite) · \(counted(header.images.count, "image"))",
      title: headline, figure: ScatterFigure(context: context).figure
    ) { words }
  }

  @MarkupBuilder private var words: [Markup] {
    if let worst { tag("p", ["class": "lead"]) { worst } }
    if let improved { tag("p") { improved } }
    if let list = KnownWords.list(KnownWords.lines(context.record)) { list }
    for note in RunWords.notes(context.record) { tag("p", ["class": "warning"]) { "\(note)." } }
    if let control { tag("p") { control } }
    tag("ul", ["class": "counts"]) {
      for status in shown {
        tag("li", ["class": status.className]) {
          tag("span", ["class": "number"]) { "\(number(status))" }
          " "
          tag("span", ["class": "word"]) {
            tag("span", ["aria-hidden": "true"]) { status.sign }
            " \(status.word)"
            if status == .notApplicable, weak > 0 { " (\(weak) weak evidence)" }
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

  /// The standings that have a count: those that a run always has, and those that this one has.
  private var shown: [Standing] {
    let always: Set<Standing> = [
      context.record.isHeldAgainstSomething ? .failed : .inflated, .error, .notApplicable, .passed,
    ]
    return Standing.allCases.filter { always.contains($0) || number($0) > 0 }
  }

  private func number(_ standing: Standing) -> Int { context.record.cases.count { context.standing($0) == standing } }
  private var headline: String { "\(context.record.standing.sign) \(opening)\(finding)" }

  /// What the finding does not speak of: what is missing, and what could not be evaluated.
  private var opening: String {
    if context.record.unfinished != nil { return "Not finished; so far: " }
    let errors = number(.error)
    guard errors > 0, context.record.standing == .error else { return "" }
    return "\(counted(errors, "case")) could not be evaluated; the others: "
  }

  private var finding: String {
    let metric = context.metric.title
    guard let limit = header.limit else {
      return judged + count(.notDecided) > 0
        ? "The inflation of \(metric) was read, but it has no limit to be judged by"
        : "Nothing could be said about \(metric)"
    }
    let amount = "\(NumberText.plain(limit))\(context.unit)"
    let attacked = context.record.cases.filter {
      !context.isControl($0.measurement.key.attack) && ($0.verdict == .failed || $0.verdict == .passed)
    }
    let gamed = attacked.count { $0.verdict == .failed }
    if header.known != nil, let known = summary.known {
      let worse = known.new.count + known.worse.count
      if worse > 0 {
        return
          "\(metric): \(counted(worse, "case")) inflated by more than \(amount) that \(worse == 1 ? "is" : "are") new or "
          + "worse than expected"
      }
      if known.known > 0 { return "\(metric): nothing new, \(counted(known.known, "finding")) known" }
    }
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
    // What has improved does not lead, nor does what passed where something failed.
    let leading = summary.worst.lazy.compactMap { context.found($0) }.first { record in
      record.improved != true && (record.verdict == .failed || count(.failed) == 0)
    }
    guard let record = leading, let inflation = record.inflation,
      let score = record.measurement.attacked?.score, let implied = record.implied, inflation > 0
    else { return nil }
    if record.finding == .beyondLimit, let limit = header.limit, record.colourDecides(over: limit) {
      return
        "Worst: \(context.title(of: record.key)) scores \(context.score(score)), and its colour says that it is inflated by over "
        + "\(context.amount(limit))."
    }
    return "Worst: \(context.title(of: record.key)) scores \(context.score(score)), but looks like an honest "
      + "\(context.score(implied))\(record.decidingGroup.map { " by \($0.title)" } ?? "") — inflated by \(record.atLeast ? "at least " : "")"
      + "\(context.amount(inflation))."
  }

  /// Pictures that score more than they are worth and are better than their start all the same.
  private var improved: String? {
    let cases = context.record.cases.filter { $0.verdict == .failed && $0.improved == true }
    guard !cases.isEmpty else { return nil }
    return
      "\(counted(cases.count, "case")) inflated, yet improved: every group of the panel finds the picture better than "
      + "its start, and the score rose by more. They stand behind the others."
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
