import Foundation
import Scoring

/// The `index.html` of `audit fusion`: one file that asks nobody for anything.
public enum FusionPage {
  /// The whole page.
  public static func render(_ record: FusionRecord) -> String {
    var sections: [any ReportSection] = [FusionSection(record: record)]
    if !record.failures.isEmpty { sections.append(FusionInputs(failures: record.failures)) }
    return ReportPage(
      title: "The fusion of \(record.title)", head: head(record), sections: sections.map(WrittenSection.init),
      foot: ReportPage.foot(madeBy: record.toolVersion, numbersIn: ["fusion.json"]),
      unfinished: record.unfinished
    ).html
  }

  private static func head(_ record: FusionRecord) -> Markup {
    let summary = record.summary
    let source = record.datasets.isEmpty ? "built-in scenes" : record.datasets.joined(separator: ", ")
    return ReportPage.verdict(
      overline: "The fusion of \(record.title) · \(counted(summary.encodes, "honest encode")) of "
        + "\(counted(summary.images, "image")) · \(source)", title: headline(record)
    ) {
      if let first = summary.features.first(where: { $0.negativeBelow != nil }), let below = first.negativeBelow,
        let above = first.negativeShareAbove
      {
        tag("p", ["class": "lead"]) {
          "\(FusionNames.title(first.feature)) has a negative slope at every encode below "
            + "\(NumberText.score(below)), and at \(FusionNames.percent(above)) of those from there on."
        }
      }
    }
  }

  private static func headline(_ record: FusionRecord) -> String {
    let rewarded = record.summary.features.filter { $0.negativeShare > 0 }
    guard let worst = rewarded.max(by: { $0.negativeShare < $1.negativeShare }) else {
      return record.summary.encodes > 0
        ? "\(record.title) rewards losing no feature at any honest encode" : "The fusion of \(record.title)"
    }
    return "\(record.title) rewards losing \(FusionNames.title(worst.feature)) at "
      + "\(FusionNames.percent(worst.negativeShare)) of honest encodes"
  }
}

/// What could not be used.
private struct FusionInputs: ReportSection {
  let failures: [String]
  let id = "inputs"
  let title = "Images that could not be used"

  var body: Markup {
    tag("ul", ["class": "inputs"]) { for failure in failures { tag("li") { failure } } }
  }
}
