import Foundation
import Testing

@Suite("A metric that another program computes") struct ExternalMetricTests {
  private func arguments(_ command: String, _ dataset: URL, _ output: URL) throws -> [String] {
    [
      "--metric", "mine", "--metric-command", command, "--suite", try Pictures.suiteFile(), "--attack", "none",
      "--attack", "pgd-linf", "--start", "jpeg:30", "-o", output.path, dataset.path,
    ]
  }

  /// The program itself is the other program: its PSNR must be the panel's own, to the four decimals that it prints.
  @Test func isScoredByItsProgramAndAttackedWithoutAGradient() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    let command = "\"\(Audit.program.path)\" score {reference} {distorted} --metric psnr"
    let result = try Audit.run(try arguments(command, dataset, output), in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    let table = try String(contentsOf: output.appendingPathComponent("cases.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let score = try #require(rows[0].firstIndex(of: "score"))
    let psnr = try #require(rows[0].firstIndex(of: "psnr"))
    let none = try #require(rows.first { $0[2] == "none" })
    let (mine, own) = (try #require(Double(none[score])), try #require(Double(none[psnr])))
    #expect(abs(mine - own) < 1e-3 && mine > 15)
    let attacked = try #require(rows.first { $0[2] == "pgd-linf" })
    #expect(attacked.contains("not_applicable") && attacked.joined().contains("gradient"))
    let page = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(page.contains("{reference}"), "the report says what was run")
  }

  @Test func aProgramThatFailsIsNamed() throws {
    let dataset = try Pictures.dataset(1)
    for (command, reason) in [
      ("false {reference} {distorted}", "false: ended with status 1"),
      ("no-such-program-of-ours {reference} {distorted}", "there is no such program"),
      ("basename {reference} {distorted}.x", "printed no number"),
    ] {
      let result = try Audit.run(try arguments(command, dataset, try Scratch.folder()), in: dataset)
      #expect(result.status == 70 && result.errors.contains(reason), "\(command): \(result.errors)")
    }
    for (name, command) in [("mine", "psnr {reference}"), ("ssim", "x {reference} {distorted}")] {
      let result = try Audit.run(["--metric", name, "--metric-command", command, dataset.path], in: dataset)
      #expect(result.status == 64, "\(command)")
    }
  }
}
