import Foundation
import Scoring

/// A gate's `index.html`: one file that asks nobody for anything.
public enum GatePage {
  /// How many images are shown with pictures.
  static let mostPictures = 6
  /// How many characters of the page pictures may take.
  static let pictureBudget = 12_000_000

  /// The whole page.
  public static func render(_ record: GateRecord, pictures: GatePictureSource = { _, _ in [:] }) -> String {
    let sections: [(any ReportSection)?] = [
      record.inputsSection, record.changesSection, GateCurvesSection(record: record),
      GatePicturesSection(
        record: record, pictures: pictures, most: mostPictures, budget: pictureBudget),
      GateSavingsSection(record: record), record.imagesSection, record.methodSection,
    ]
    return ReportPage(
      title: "\(RunWords.verdict(record)) · Gate on \(record.header.run.metric.title)", head: head(record),
      sections: sections.compactMap { $0 }.map(WrittenSection.init),
      foot: ReportPage.foot(
        madeBy: "\(record.header.run.toolVersion) from the gate's record", numbersIn: ReportPage.runFiles),
      unfinished: record.unfinished, data: Data(#"{"attacks":{},"cases":{},"members":{}}"#.utf8)
    ).html
  }

  private static func head(_ record: GateRecord) -> Markup {
    let header = record.header
    return ReportPage.verdict(
      record.standing.className,
      overline: "Gate on \(header.run.metric.title) · \(counted(record.overall.images, "image"))"
        + (header.rates.count > 1 ? " · \(header.rates.count) rates" : ""),
      title: RunWords.verdict(record),
      figure: GateChangesFigure(judgement: record.overall, header: header).figure
    ) {
      tag("p", ["class": "lead"]) { GateWords.message(record.overall, header: header) }
      if let list = KnownWords.list(KnownWords.lines(record)) { list }
      tag("p") {
        "Baseline: "
        tag("code") { header.baseline }
        " · candidate: "
        tag("code") { header.candidate }
      }
      if let words = GateWords.allowance(record.overall, metric: header.run.metric) {
        tag("p", ["class": "note"]) { words }
      }
      tag("p", ["class": "note"]) {
        GateWords.smallestVisible(record).map { $0 + " " } ?? ""
        GateWords.falseAlarms(header)
      }
    }
  }
}
