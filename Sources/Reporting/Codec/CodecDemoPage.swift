import Foundation
import Scoring

/// A demonstration's `index.html`: one file that asks nobody for anything.
public enum CodecDemoPage {
  /// The whole page.
  /// - Parameter file: the bytes of a picture of the run's folder, which the page then carries.
  public static func render(_ record: CodecDemoRecord, file: (String) -> Data?) -> String {
    let sections: [any ReportSection] = [
      CodecDemoArmsSection(record: record, part: .decoder), CodecDemoFrontSection(record: record),
      CodecDemoCropsSection(record: record, files: files(record, file)),
      CodecDemoArmsSection(record: record, part: .encoder), record.membersSection, record.ratesSection,
      record.imagesSection, record.gateSection, record.methodSection,
    ]
    return ReportPage(
      title: "Codec demonstration on \(record.run.metric.title)", head: head(record),
      sections: sections.map(WrittenSection.init),
      foot: ReportPage.foot(
        madeBy: "\(record.run.toolVersion) from the demonstration's record. Base: \(record.base)",
        numbersIn: ReportPage.runFiles), unfinished: record.unfinished
    ).html
  }

  private static func files(_ record: CodecDemoRecord, _ file: (String) -> Data?) -> [String: Data] {
    var bytes: [String: Data] = [:]
    for view in record.crops.flatMap(\.views) { bytes[view.path] = file(view.path) }
    return bytes
  }

  private static func head(_ record: CodecDemoRecord) -> Markup {
    ReportPage.verdict(
      overline: "Codec demonstration on \(record.run.metric.title) · \(counted(record.run.images.count, "image")) · "
        + counted(record.rates.count, "rate"),
      title: "What tuning on the metric does to metric and picture"
    ) {
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
