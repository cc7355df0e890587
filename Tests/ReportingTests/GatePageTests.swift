import Foundation
import Testing

@testable import AuditRecord
@testable import Reporting
@testable import Scoring

@Suite("A gate's page") struct GatePageTests {
  static func judgement(_ rate: RateName?, _ rule: GateRule, images: Int = 12) -> GateJudgement {
    func change(_ value: Double) -> RunSummary.Interval {
      .init(value: value, lower: value - 0.25, upper: value + 0.25)
    }
    return GateJudgement(
      rate: rate, images: images, metric: change(1.5), groups: [.structure: change(-0.5), .colour: change(-10)],
      excess: nil, rule: rule, smallestVisible: 0.3)
  }

  static var record: GateRecord {
    let run = RunHeader(
      toolVersion: "test", startedAt: "", metric: SampleRun.metric, panel: SampleRun.panel, suite: "gate", attacks: [],
      ladders: [:], datasets: [], seed: 0, shard: nil, limit: 6, limitWasAsked: false, colour: "", images: ["a.png"],
      skippedFiles: 0)
    let header = GateHeader(
      run: run, baseline: "old <1>", candidate: "new", rates: ["20", "40"], bitsKnown: true,
      bands: GateBands(metricRise: 0.1, groupFall: [.structure: 0.1], groupRise: [.structure: 0.05], excess: 1),
      strict: false, maxRegression: nil, failInconclusive: false)
    let change = GateChange(image: "a.png", rate: "20", metric: 1.5, members: [:], groups: [.structure: -0.5])
    return GateRecord(
      header: header, ladders: [],
      pictures: [
        GatePicture(side: .candidate, image: "b.png", rate: "20", bytes: nil, scored: nil, failure: "b.png: is empty")
      ], changes: [change], imageChanges: [change], leftOut: 1,
      overall: judgement(nil, .gamed), rates: [judgement("20", .gamed), judgement("40", .betterThanItsScore)],
      savings: [GateRateSaving(id: run.metric.id, percent: -3.25, images: 1, refused: [.tooFewPoints: 2])],
      curves: [],
      passed: false)
  }

  @Test func pageIsWhole() {
    let html = GatePage.render(Self.record)
    let page = PageMarkup(html)
    #expect(page.faults.isEmpty, "\(page.faults)")
    for text in [
      "✗ failed: gamed", "gamed: VMAF NEG +1.50 points, but no group of the panel rose", "2: a curve has fewer",
      "old &lt;1&gt;", "b.png: is empty", "−3.25 %",
    ] {
      #expect(html.contains(text), "\(text)")
    }
  }

  /// With few images the page has medians alone, and says why, and what counts in the interval's place, once.
  @Test func fewImagesHaveNoInterval() throws {
    var record = Self.record
    func bare(_ judgement: GateJudgement) -> GateJudgement {
      var result = judgement
      result.metric = judgement.metric.map { .init(value: $0.value) }
      result.groups = judgement.groups.mapValues { .init(value: $0.value) }
      return result
    }
    record.overall = bare(record.overall)
    record.rates = record.rates.map(bare)
    let html = GatePage.render(record)
    let page = PageMarkup(html)
    #expect(page.faults.isEmpty)
    #expect(!page.elements.contains { $0.attributes["class"] == "second" })
    #expect(!page.elements.contains { $0.name == "line" && $0.attributes["class"]?.hasPrefix("reach") == true })
    #expect(!html.contains("95 % intervals"))
    #expect(html.components(separatedBy: "have no 95 % interval").count == 2)
  }

  /// A bound reads as one wherever the number stands.
  @Test func aBoundIsSaidEverywhere() throws {
    var record = Self.record
    record.imageChanges[0].groups[.colour] = -10
    record.imageChanges[0].bounds = [.colour: GateBounds(lowest: nil, highest: -10)]
    record.imageChanges[0].allowances = [.metric: GateAllowance(below: 0.25, above: 0.125)]
    record.overall.bounded = [.colour: .atMost]
    record.unsteady = [GateUnsteadyCurve(image: "a.png", side: .candidate, from: "20", to: "40")]
    let unsteady = "score falls from rate 20 to rate 40, although the size rises."
    let html = GatePage.render(record)
    let page = PageMarkup(html)
    #expect(page.faults.isEmpty && html.contains("colour at most −10.00"))
    #expect(html.contains(unsteady))
    let cells = page.elements.count { $0.name == "td" && $0.text.hasPrefix("≤ −10.00") }
    #expect(cells == 2, "over all rates and by image")
    #expect(page.elements.contains { $0.name == "text" && $0.text == "≤ −10.00" }, "the figure")
    let junit = try #require(GateJUnit.render(record, folder: ""))
    #expect(junit.contains("colour at most −10.00") && junit.contains(unsteady))
    let rows = GateCSV.render(record).split(separator: "\n")
    #expect(rows[0].hasSuffix(",bounded,allowance_below,allowance_above"))
    #expect(rows[1].hasSuffix(",,,") && rows[2].hasSuffix(",colour,0.25,0.125"))
  }

  /// An interval stands in a line of its own under its value: beside it, the eight columns of changes were wider than a
  /// page of 1280 pixels. Words take the lines they need.
  @Test func changesFitThePage() throws {
    let page = PageMarkup(GatePage.render(Self.record))
    let intervals = page.elements.filter { $0.name == "span" && $0.attributes["class"] == "second" }
    #expect(intervals.count == 9 && intervals[0].text == " +1.25 … +1.75")
    let cell = try #require(page.elements.first { $0.name == "td" && $0.text.hasPrefix("−0.50") })
    #expect(cell.text == "−0.50 −0.75 … −0.25" && cell.attributes["class"] == "n")
    let words = try #require(page.elements.first { $0.name == "td" && $0.text == "✓ better than its score" })
    #expect(words.attributes["class"] == "text")
    // A heading stands over its numbers.
    for (title, name) in [("Finding", nil), ("Images", "n"), ("Metric", "n")] as [(String, String?)] {
      let heading = try #require(page.elements.first { $0.name == "th" && $0.text == title })
      #expect(heading.attributes["class"] == name, "\(title)")
    }
  }
}
