import AuditRecord
import Foundation

/// A gate's `index.html`: one file that asks nobody for anything.
public enum GatePage {
  /// How many images are shown with pictures.
  static let mostPictures = 6
  /// How many characters of the page pictures may take.
  static let pictureBudget = 12_000_000

  /// The whole page.
  public static func render(_ record: GateRecord, pictures: any GatePictureSource = NoGatePictures()) -> String {
    let sections: [(any ReportSection)?] = [
      GateInputsSection(record: record), GateChangesSection(record: record), GateCurvesSection(record: record),
      GatePicturesSection(
        record: record, pictures: pictures, most: mostPictures, budget: pictureBudget),
      GateSavingsSection(record: record), GateImagesSection(record: record), GateMethodSection(record: record),
    ]
    let shown = sections.compactMap { $0 }.map { (section: $0, html: $0.markup.html) }
    return ReportPage(
      title: "Gate on \(record.header.run.metric.title)", head: head(record),
      contents: shown.map { ($0.section.id, $0.section.title) }, sections: shown.map(\.html),
      foot: ReportPage.foot(
        madeBy: "\(record.header.run.toolVersion) from the gate's record", numbersIn: ReportPage.runFiles),
      data: Data(#"{"attacks":{},"cases":{},"members":{}}"#.utf8)
    ).html
  }

  private static func head(_ record: GateRecord) -> Markup {
    let header = record.header
    return tag("header", ["class": "verdict \(record.passed ? "is-passed" : "is-failed")"]) {
      tag("div", ["class": "words"]) {
        tag("p", ["class": "overline"]) {
          "Gate on \(header.run.metric.title) · \(counted(record.overall.images, "image"))"
            + (header.rates.count > 1 ? " · \(header.rates.count) rates" : "")
        }
        tag("h1") {
          "\(record.passed ? "✓ Passed" : "✗ Failed"): "
            + record.overall.rule.words
        }
        tag("p", ["class": "lead"]) { GateWords.message(record.overall, header: header) }
        tag("p") {
          "Baseline: "
          tag("code") { header.baseline }
          " · candidate: "
          tag("code") { header.candidate }
        }
        tag("p", ["class": "note"]) {
          GateWords.smallestVisible(record).map { $0 + " " } ?? ""
          GateWords.falseAlarms(header)
        }
      }
      if let figure = GateChangesFigure(judgement: record.overall, header: header).figure { figure }
    }
  }
}
