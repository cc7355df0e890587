import AuditRecord
import Foundation

/// A demonstration's `index.html`: one file that asks nobody for anything.
public enum CodecDemoPage {
  /// The whole page.
  /// - Parameter file: the bytes of a picture of the run's folder, which the page then carries.
  public static func render(_ record: CodecDemoRecord, file: (String) -> Data?) -> String {
    let sections: [any ReportSection] = [
      CodecDemoArmsSection(record: record, part: .decoder), CodecDemoFrontSection(record: record),
      CodecDemoCropsSection(record: record, files: files(record, file)),
      CodecDemoArmsSection(record: record, part: .encoder), CodecDemoMembersSection(record: record),
      CodecDemoRatesSection(record: record), CodecDemoImagesSection(record: record),
      CodecDemoGateSection(record: record), CodecDemoMethodSection(record: record),
    ]
    let shown = sections.map { (section: $0, html: $0.markup.html) }
    return ReportPage(
      title: "Codec demonstration on \(record.run.metric.title)", head: head(record),
      contents: shown.map { ($0.section.id, $0.section.title) }, sections: shown.map(\.html),
      foot: ReportPage.foot(
        madeBy: "\(record.run.toolVersion) from the demonstration's record. Base: \(record.base)",
        numbersIn: ReportPage.runFiles),
      data: Data("{}".utf8)
    ).html
  }

  private static func files(_ record: CodecDemoRecord, _ file: (String) -> Data?) -> [String: Data] {
    var bytes: [String: Data] = [:]
    for view in record.crops.flatMap(\.views) { bytes[view.path] = file(view.path) }
    return bytes
  }

  private static func head(_ record: CodecDemoRecord) -> Markup {
    tag("header", ["class": "verdict"]) {
      tag("div", ["class": "words"]) {
        tag("p", ["class": "overline"]) {
          "Codec demonstration on \(record.run.metric.title) · \(counted(record.run.images.count, "image")) · "
            + counted(record.rates.count, "rate")
        }
        tag("h1") { "What tuning on the metric does to metric and picture" }
        for arm in record.arms where !arm.isSweep {
          tag("p") {
            tag("strong") { arm.name }
            ": \(record.run.metric.title) \(NumberText.signed(arm.metric.value, 2)) points"
              + (arm.worstGroup.map { ", worst group \(NumberText.signed($0, 2))" } ?? "") + "; the gate says "
              + DemonstrationWords.verdicts(arm) + "."
          }
        }
      }
    }
  }
}
