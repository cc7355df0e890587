import AuditRecord
import Foundation
import Reporting
import RunStorage
import Testing

@testable import Scoring

/// A fusion of three features with every kind of slope; made-up numbers, summarised by the real scoring.
enum SampleFusion {
  static let features = ["adm2", "vif_scale0", "vif_<odd>"]

  private static func place(_ name: String, _ score: Double, _ slopes: [Double]) -> FusionModel.Place {
    FusionModel.Place(
      name: name, features: ["adm2": 0.9, "vif_scale0": 0.5, "vif_<odd>": 0.7, "motion2": 0], score: score,
      slopes: Dictionary(uniqueKeysWithValues: zip(features, slopes)))
  }

  static func record(encodes: Int = 24) -> FusionRecord {
    let operating = (0..<encodes).map { index in
      let score = 30 + 65 * Double(index) / Double(max(encodes - 1, 1))
      return FusionModel.Operating(
        image: "image \(index % 3).png", codec: index % 2 == 0 ? "jpeg" : "webp", quality: Double(index),
        place: place("jpeg:\(index)", score, [200 + score / 10, -8 + score / 13, -20 + score / 4]),
        gainByLosing: 3 - score / 40)
    }
    let table = [
      place("the reference itself", 97.43, [218, 0.5, 5.7]), place("a <good> encode", 79.2, [211, -2.3, -0.8]),
    ]
    let values = [0, 0.25, 0.5, 0.75, 1]
    return FusionRecord(
      toolVersion: "0.1.0", metric: "vmafneg", title: "VMAF <NEG>", model: "a & b", supportVectors: 211,
      features: features, table: table,
      curves: features.flatMap { feature in
        table.map {
          FusionModel.Curve(
            feature: feature, place: $0.name, values: values, scores: [80, 79, 78.5, 79, 81], slopes: [-4, -3, 0, 3, 9])
        }
      },
      grid: FusionModel.Grid(
        levels: 9, points: 59049, negative: ["adm2": 0, "vif_scale0": 0.3, "vif_<odd>": 0.00001], least: [:], most: [:]),
      best: place("the best in the box", 105.9, [100, -1, -1]), clip: [0, 100], operating: operating,
      summary: FusionSummary(operating, features: features), datasets: ["<photographs>"], failures: [])
  }
}

@Suite("The page of a fusion") struct FusionPageTests {
  private func check(_ html: String) throws -> PageMarkup {
    let page = PageMarkup(html)
    #expect(page.faults == [])
    for drawing in page.all("svg") { #expect(drawing.attributes["aria-label"]?.isEmpty == false) }
    for cell in page.all("th") { #expect(cell.attributes["scope"] != nil) }
    for element in page.elements { #expect(element.attributes["style"] == nil) }
    #expect(!html.contains("nan") && !html.contains("inf\""))
    return page
  }

  @Test func saysWhatIsRewarded() throws {
    let html = FusionPage.render(SampleFusion.record())
    let page = try check(html)
    #expect(page.all("h1")[0].text.hasPrefix("VMAF &lt;NEG&gt; rewards losing VIF\u{A0}0 at"))
    // A plot of slopes and one of curves for each feature, and the bars.
    for (name, count) in [("figure slopes", 3), ("figure curves", 3), ("figure shares", 1)] {
      #expect(page.all("svg").count { $0.attributes["class"] == name } == count, "\(name)")
    }
    #expect(html.contains("105.9") && html.contains("shown as 100") && html.contains("59049"))
    #expect(!html.contains("<odd>") && !html.contains("<photographs>"))
  }

  /// Losses are triangles and gains are discs: told apart without colour.
  @Test func aNegativeSlopeHasASignOfItsOwn() throws {
    let record = SampleFusion.record()
    let page = try check(FusionPage.render(record))
    let negative = record.operating.flatMap(\.place.slopes.values).count { $0 < 0 }
    let all = record.operating.count * SampleFusion.features.count
    #expect(negative > 0 && negative < all)
    #expect(page.all("path").count { $0.attributes["class"] == "slope-loss" } == negative)
    #expect(page.all("circle").count { $0.attributes["class"] == "slope-gain" } == all - negative)
    #expect(page.all("path").contains { $0.attributes["class"]?.contains("falls") == true })
  }

  @Test func manyEncodesAreThinnedAndNoneIsFine() throws {
    let many = FusionPage.render(SampleFusion.record(encodes: 1000))
    _ = try check(many)
    #expect(many.contains("400 of 1000 encodes are drawn"))
    _ = try check(FusionPage.render(SampleFusion.record(encodes: 0)))
    var failed = SampleFusion.record(encodes: 1)
    failed.failures = ["<x>.png: is empty"]
    #expect(try check(FusionPage.render(failed)).all("li").contains { $0.text == "&lt;x&gt;.png: is empty" })
  }

  @Test func standsInARunsReport() throws {
    var record = SampleRun.record
    record.fusion = SampleFusion.record()
    struct NoPictures: PictureSource {
      func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] { [:] }
    }
    let page = try check(try HTMLReport.render(record, pictures: NoPictures()))
    #expect(page.all("section").contains { $0.attributes["id"] == "fusion" })
    let back = try RecordJSON.decode(RunRecord.self, from: try RecordJSON.document(record))
    #expect(back == record)
  }
}
