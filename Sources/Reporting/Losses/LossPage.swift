import Foundation
import Scoring

/// The `index.html` of `audit losses`: one file that asks nobody for anything.
public enum LossPage {
  /// The whole page.
  public static func render(_ record: LossRecord) -> String {
    let sections: [any ReportSection] = [
      LossSusceptibilitySection(record: record), LossRankingSection(record: record), LossMethodSection(record: record),
    ]
    return ReportPage(
      title: "Losses against the panel", head: head(record), sections: sections.map(WrittenSection.init),
      foot: ReportPage.foot(madeBy: record.toolVersion, numbersIn: ["losses.json"]),
      unfinished: record.unfinished
    ).html
  }

  private static func head(_ record: LossRecord) -> Markup {
    ReportPage.verdict(
      overline: "Losses against the panel · \(counted(record.images.count, "image")) · "
        + (record.datasets.isEmpty ? "built-in scenes" : record.datasets.joined(separator: ", ")),
      title: LossWords.headline(record)
    ) {
      for row in record.summary {
        if let words = LossWords.change(row, metric: record.metric) {
          tag("p", ["class": "lead"]) {
            tag("strong") { row.loss }
            ": \(words)."
          }
        }
      }
    }
  }
}
