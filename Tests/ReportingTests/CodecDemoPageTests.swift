import AuditRecord
import Foundation
import Testing

@testable import Reporting
@testable import Scoring

@Suite struct CodecDemoPageTests {
  private static let metric = MetricInfo(
    id: "m", title: "M & <score>", unit: "points", higherIsBetter: true, group: nil, votes: false)

  private static func arm(_ name: String, _ part: CodecDemoPart, _ gain: Double, _ worst: Double) -> CodecDemoArm {
    func exact(_ value: Double) -> RunSummary.Interval { .init(value: value, lower: value - 0.5, upper: value + 0.5) }
    return CodecDemoArm(
      name: name, part: part, isSweep: name == "decoder-guard3", checkpoints: [name + "-s1"], metric: exact(gain),
      groups: [.structure: exact(worst), .fidelity: exact(worst + 1)], members: ["s": exact(worst)],
      values: ["s": exact(0.01)], rateDifferences: ["m": -3.25],
      byRate: [CodecDemoRateMean(rate: "0", metric: 1.75, groups: [.structure: -0.875])],
      findings: [CodecDemoFinding(rule: .gamed)], onFront: gain > 1)
  }

  private var record: CodecDemoRecord {
    let run = RunHeader(
      toolVersion: "test", startedAt: "", metric: Self.metric,
      panel: [MetricInfo(id: "s", title: "S", unit: "", higherIsBetter: true, group: .structure, votes: true)],
      suite: "codec demo", attacks: [], ladders: [:], datasets: [], seed: 0, shard: nil, limit: 6,
      limitWasAsked: false, colour: "", images: ["a.png"], skippedFiles: 0)
    let arms = [
      Self.arm("decoder-naive", .decoder, 2, -1), Self.arm("decoder-guard3", .decoder, 0.5, 0),
      Self.arm("encoder-naive", .encoder, 1, -1),
    ]
    let comparisons = arms.map { arm in
      let change = GateChange(image: "a.png", rate: "0", metric: 2, members: ["s": -1], groups: [.structure: -1])
      return CodecDemoComparison(
        checkpoint: arm.checkpoints[0], changes: [change], imageChanges: [change],
        judgement: GateJudgement(
          rate: nil, images: 1, metric: arm.metric, groups: arm.groups, excess: nil, rule: .gamed),
        rates: [], passed: false, savings: [])
    }
    return CodecDemoRecord(
      run: run, base: "the base", baseChecksum: 0, rates: ["0"],
      checkpoints: arms.map {
        .init(
          name: $0.name + "-s1", arm: $0.name, part: $0.part, isSweep: $0.isSweep, provenance: "from there", checksum: 1
        )
      },
      ladders: [],
      pictures: [
        CodecDemoPicture(
          image: "a.png", checkpoint: "base", rate: "0", bytes: 250, pixels: 1000,
          scored: .init(score: 50, features: [:], panel: ["s": 0.5]))
      ], comparisons: comparisons, arms: arms,
      crops: [
        CodecDemoCrop(
          image: "a.png", rate: "0", x: 16, y: 32, side: 8,
          views: [
            .init(name: "reference", path: "images/r.png", score: nil), .init(name: "base", path: "b.png", score: 50),
          ])
      ])
  }

  /// The page nests properly, carries the pictures it was given, links those it was not, and says every arm's change.
  @Test func pageIsWhole() throws {
    let html = CodecDemoPage.render(record) { $0 == "images/r.png" ? Data([1, 2, 3]) : nil }
    let page = PageMarkup(html)
    #expect(page.faults.isEmpty, "\(page.faults)")
    for text in [
      "+2.00", "−1.00", "+0.50", "+1.75", "−0.88", "decoder-naive", "−3.25<",
      "gamed: M &amp; &lt;score&gt; +2.00 points, but no group of the panel rose (structure −1.00, fidelity ±0.00)",
      "M &amp; &lt;score&gt;",
    ] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(html.contains("data:image/png;base64,AQID"))
    #expect(page.elements.contains { $0.name == "img" && $0.attributes["src"] == "b.png" })
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    // A disc for each decoder on the front, a square for each other.
    #expect(page.elements.count { $0.name == "circle" } == 1 && page.elements.count { $0.name == "rect" } == 1)
  }

  /// A finding that rests on single rates is named so wherever the page states it, with every rate's own.
  @Test func pageNamesTheRatesThatAFindingRestsOn() throws {
    var record = record
    record.rates = ["0", "1", "2"]
    let template = record.comparisons[0].judgement
    let rules: [(RateName, GateRule)] = [("0", .gamed), ("1", .gamed), ("2", .betterThanItsScore)]
    record.comparisons[0].rates = rules.map { rate, rule in
      var result = template
      (result.rate, result.rule) = (rate, rule)
      return result
    }
    record.comparisons[0].judgement.restsOnRates = GateRatesFinding(
      gamed: ["0", "1"], judged: 3, otherwise: .unchanged)
    record.arms[0].findings = [CodecDemoFinding(rule: .gamed, gamedRates: 2, judgedRates: 3)]
    let html = CodecDemoPage.render(record) { _ in nil }
    #expect(html.contains("the gate says gamed at 2 of 3 rates."))
    #expect(html.contains("<td class=\"text\">gamed at 2 of 3 rates</td>"))
    #expect(html.contains("<td class=\"text\">gamed at 0, 1; better than its score at 2</td>"))
  }

  @Test func tableHasARowForEachPicture() {
    #expect(
      CodecDemoCSV.render(record)
        == "image,checkpoint,rate,bits_per_pixel,m,s\na.png,base,0,2.0,50.0,0.5\n")
  }

  /// Without arms and pictures the page still stands.
  @Test func emptyRecordRenders() {
    var empty = record
    empty.arms = []
    empty.comparisons = []
    empty.crops = []
    let page = PageMarkup(CodecDemoPage.render(empty) { _ in nil })
    #expect(page.faults.isEmpty)
  }
}
