import AuditRecord
import Foundation
import Scoring
import Testing

@Suite("audit losses") struct LossesTests {
  @Test func comparesOnAPicture() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder().appendingPathComponent("report")
    let arguments = ["losses", "--loss", "naive", "--loss", "mse", "--format", "json", dataset.path]
    let result = try Audit.run(arguments + ["--jobs", "1", "-o", output.path], in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    let record = try JSONDecoder().decode(LossRecord.self, from: Data(result.output.utf8))
    #expect(record.losses.map(\.id) == ["mse", "naive"] && record.images == ["a.png"])
    // Two losses, five attacks, two starts.
    #expect(record.descents.count == 20 && record.orderings.count == 2)
    for descent in record.descents { #expect(descent.lossAfter <= descent.lossBefore) }
    // Members that a loss is made of do not vote, and the metric rises where it is the loss.
    #expect(record.panel.first { $0.id == "psnr" }?.votes == false)
    #expect(record.panel.first { $0.id == "msssim" }?.votes == true)
    let naive = record.descents.filter { $0.loss == "naive" }
    #expect(naive.contains { $0.metricChange > 1 })
    #expect(record.pictures.contains { $0.isHonest } && record.pictures.contains { !$0.isHonest })
    for picture in record.pictures { #expect(Set(picture.losses.keys) == ["mse", "naive"]) }
    #expect(
      try String(contentsOf: output.appendingPathComponent("losses.json"), encoding: .utf8) == result.output)
    #expect(FileManager.default.fileExists(atPath: output.appendingPathComponent("index.html").path))
    let parallel = try Audit.run(arguments + ["--jobs", "3"], in: dataset)
    #expect(parallel.status == 0 && parallel.output == result.output)
  }

  @Test func listsLossesAndRefusesUnknownOnes() throws {
    let folder = try Scratch.folder()
    let listed = try Audit.run(["list", "losses", "--format", "json"], in: folder)
    let values = try #require(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
    #expect(Set(values.compactMap { $0["id"] as? String }).isSuperset(of: ["mse", "msssim", "naive", "robust"]))
    let text = try Audit.run(["list", "losses"], in: folder)
    #expect(text.status == 0 && text.output.contains("naive: 1 − NEG/100"))
    let unknown = try Audit.run(["losses", "--loss", "nonsense"], in: folder)
    #expect(unknown.status == 64 && unknown.errors.contains("nonsense"))
    try Data("x".utf8).write(to: folder.appendingPathComponent("broken.png"))
    let broken = try Audit.run(["losses", folder.path], in: folder)
    #expect(broken.status == 65 && broken.errors.contains("broken.png"))
  }
}
