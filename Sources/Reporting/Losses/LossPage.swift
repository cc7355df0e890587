import AuditRecord
import Foundation

/// The `index.html` of `audit losses`: one file that asks nobody for anything.
public enum LossPage {
  /// The whole page.
  public static func render(_ record: LossRecord) -> String {
    let sections: [any ReportSection] = [
      LossSusceptibilitySection(record: record), LossRankingSection(record: record), LossMethodSection(record: record),
    ]
    return ReportPage(
      title: "Losses against the panel", head: head(record), contents: sections.map { ($0.id, $0.title) },
      sections: sections.map(\.markup.html),
      foot: ReportPage.foot(madeBy: record.toolVersion, numbersIn: ["losses.json"]), data: Data("{}".utf8)
    ).html
  }

  private static func head(_ record: LossRecord) -> Markup {
    tag("header", ["class": "verdict"]) {
      tag("div", ["class": "words"]) {
        tag("p", ["class": "overline"]) {
          "Losses against the panel · \(counted(record.images.count, "image")) · "
            + (record.datasets.isEmpty ? "built-in scenes" : record.datasets.joined(separator: ", "))
        }
        tag("h1") { headline(record) }
        for row in changes(record) {
          tag("p", ["class": "lead"]) {
            tag("strong") { row.loss }
            ": \(record.metric.title) \(NumberText.signed(row.metric)), of which the panel confirms "
              + "\(NumberText.signed(row.confirmed)); unearned \(NumberText.signed(row.unearned.value))"
              + (row.unearned.ends.map { " (\(NumberText.signed($0.lower)) … \(NumberText.signed($0.upper)))" } ?? "")
              + "."
          }
        }
      }
    }
  }

  /// What all attacks together did to each loss's pictures.
  private static func changes(
    _ record: LossRecord
  ) -> [(loss: String, metric: Double, confirmed: Double, unearned: RunSummary.Interval)] {
    record.summary.compactMap { row in
      guard let all = row.susceptibility.first(where: { $0.attack == nil }), let metric = all.metricChange?.value,
        let confirmed = all.confirmed?.value, let unearned = all.unearned
      else { return nil }
      return (row.loss, metric, confirmed, unearned)
    }
  }

  /// Names the losses of whose gain the panel confirms less than half.
  private static func headline(_ record: LossRecord) -> String {
    let changes = changes(record)
    guard !changes.isEmpty else { return "Nothing could be compared" }
    let gamed = changes.filter { ($0.unearned.lower ?? $0.unearned.value) > 0 && $0.confirmed < $0.metric / 2 }
    guard !gamed.isEmpty else { return "What descending each loss gains, the panel confirms" }
    return
      "Most of what descending \(gamed.map(\.loss).joined(separator: ", ")) gains in \(record.metric.title) is not "
      + "confirmed by the panel"
  }
}
