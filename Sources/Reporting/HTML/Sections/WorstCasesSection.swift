import Scoring

/// The worst cases with pictures, witnesses and the account of where the score came from.
struct WorstCasesSection: ReportSection {
  let context: ReportContext
  let id = "worst"
  let title: String
  /// The cases, with what the page shows of each one's pictures.
  private let articles: [CaseArticle]
  private let note: String?

  /// What stands around three pictures, in characters.
  private static let framesOfACase = 2000

  /// - Parameters:
  ///   - budget: How many characters of the page the section may take: pictures take what words and charts leave.
  ///   - most: How many cases to show.
  /// - Returns: nil when there is nothing to show.
  init?(context: ReportContext, pictures: any PictureSource, budget: Int, most: Int) {
    let chosen = Self.choose(context, most: most)
    guard !chosen.isEmpty else { return nil }
    let words = chosen.reduce(0) { sum, record in
      sum + CaseArticle(context: context, record: record, pictures: [:]).markup.html.utf8.count + Self.framesOfACase
    }
    var shelf = PictureShelf(source: pictures, budget: max(0, budget - words))
    var articles: [CaseArticle] = []
    for record in chosen {
      articles.append(CaseArticle(context: context, record: record, pictures: shelf.place(record)))
    }
    self.context = context
    self.articles = articles
    title = chosen.contains { $0.verdict == .failed } ? "Worst cases" : "Cases with the largest inflation"
    note =
      shelf.leftOut > 0
      ? "The pictures of \(counted(shelf.leftOut, "case")) below were left out to keep this page small enough to open; "
        + "they are in the run's folder, and each case links to them."
      : nil
  }

  /// The worst case of each attack first, then the worst of all, without one twice; the control is not an attack.
  private static func choose(_ context: ReportContext, most: Int) -> [CaseRecord] {
    let summary = context.record.summary
    let leaders = summary.rows.filter { !context.isControl($0.attack) }.compactMap(\.worst).compactMap(context.found)
      .sorted { ($0.inflation ?? 0, $1.measurement.key) > ($1.inflation ?? 0, $0.measurement.key) }
    var seen: Set<CaseKey> = []
    let candidates = leaders + summary.worst.compactMap(context.found)
    let unique = candidates.filter { seen.insert($0.measurement.key).inserted }
    let failed = unique.filter { $0.verdict == .failed }
    // Without a failure the three that came nearest to one are worth a look.
    return Array(failed.isEmpty ? unique.prefix(3) : failed.prefix(most))
  }

  var body: Markup {
    tag("div", ["class": "gallery"]) {
      tag("p", ["class": "intro"]) {
        "The worst case of each attack, then the worst of all. Pixels are shown as they are."
      }
      if let note { tag("p", ["class": "warning", "role": "note"]) { note } }
      for article in articles { article.markup }
    }
  }
}
