import AuditRecord
import Foundation
import Scoring
import Testing

@Suite("audit fusion") struct FusionTests {
  @Test func looksAtTwoScenes() throws {
    let folder = try Scratch.folder()
    let output = folder.appendingPathComponent("report")
    let arguments = ["fusion", "--metric", "vmafneg", "--limit-images", "2", "--rungs", "6", "-o", output.path]
    let result = try Audit.run(arguments + ["--format", "json", "--jobs", "1"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let record = try JSONDecoder().decode(FusionRecord.self, from: Data(result.output.utf8))
    #expect(record.schema == 5 && record.model == "vmaf_v0.6.1neg")
    #expect(record.summary.images == 2 && record.summary.encodes == 24)
    // The project's design notes (2026), to the digits written there.
    let row = try #require(record.table.first { $0.features["adm2"] == 0.95 })
    #expect(abs(row.score - 79.23) < 0.005)
    for (feature, slope) in [("vif_scale0", -2.3), ("vif_scale1", -0.8)] {
      #expect(abs((row.slopes[feature] ?? 0) - slope) < 0.1)
    }
    #expect(abs(record.best.score - 105.9) < 0.05)
    for point in record.operating {
      #expect(point.place.score > 5 && point.place.score < 98 && point.gainByLosing >= 0)
      #expect(point.place.slopes["adm2"] ?? 0 > 0)
    }
    // Files of the same content, and the same again with two jobs and over the folder's own report.
    let file = output.appendingPathComponent("fusion.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == result.output)
    let page = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(page.contains("<svg") && page.contains("rewards losing"))
    let again = try Audit.run(arguments + ["--format", "json", "--jobs", "2"], in: folder)
    #expect(again.status == 0 && again.output == result.output)
  }

  @Test func refusesWhatIsNoFusion() throws {
    let folder = try Scratch.folder()
    let result = try Audit.run(["fusion", "--metric", "ssim"], in: folder)
    #expect(result.status == 64 && result.errors.contains("not a fusion"))
    let model = try Audit.run(["fusion", "--model", "nowhere.json", "--limit-images", "1"], in: folder)
    #expect(model.status == 65 && model.errors.contains("nowhere.json"))
    // A folder with other things is left alone.
    try Data("x".utf8).write(to: folder.appendingPathComponent("thesis.txt"))
    let foreign = try Audit.run(["fusion", "--metric", "vmaf", "-o", folder.path], in: folder)
    #expect(foreign.status == 64 && foreign.errors.contains("left alone"))
  }
}
