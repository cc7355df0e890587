import AuditRecord
import Foundation
import Testing

@testable import Reporting
@testable import Scoring

/// What page, JUnit and table say of each standing: one value, the same in all.
@Suite("Standings in reports") struct StandingReportTests {
  private func record(_ change: (inout RunHeader) -> Void) -> RunRecord {
    var header = SampleRun.header
    change(&header)
    let cases = SampleRun.measurements.map { score($0, ladders: SampleRun.ladders, header: header) }
    var random = SystemRandomNumberGenerator()
    return RunRecord(header: header, ladders: SampleRun.ladders, cases: cases, random: &random)
  }

  private func junit(_ record: RunRecord) throws -> ParsedXML.Element {
    let text = JUnitReport.render(
      cases: record.cases, header: record.header, folder: "", unfinished: record.unfinished,
      remarks: KnownWords.lines(record))
    let xml = try #require(text)
    return try #require(ParsedXML(xml)).root
  }

  private func page(_ record: RunRecord) throws -> PageMarkup {
    PageMarkup(try HTMLReport.render(record, pictures: NoPictures()))
  }

  private struct NoPictures: PictureSource {
    func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] { [:] }
  }

  /// VMAF NEG can be gamed: without a limit that was asked for that is a finding and no failure.
  @Test func aPlainRunsFindingsFailNothing() throws {
    let plain = record { $0.limitWasAsked = false }
    let root = try junit(plain)
    #expect(root["failures"] == "0")
    let found = plain.cases.count { $0.verdict == .failed }
    let said = root.all("testsuite").flatMap { $0.all("testcase") }.filter { element in
      element.all("system-out").contains { $0.text.hasPrefix("▲ inflated: scores ") }
    }
    #expect(found > 5 && said.count == found)
    #expect(said.allSatisfy { $0.children.count == 1 }, "passed")
    let page = try page(plain)
    let chips = page.all("tr").compactMap { $0.attributes["data-verdict"] }
    #expect(chips.count { $0 == "inflated" } == found && !chips.contains("failed"))
    #expect(page.all("h1")[0].text.hasPrefix("◆ "), "an input could not be read")
  }

  @Test func knownFindingsFailNothingAndNewOnesDo() throws {
    let all = record { _ in }.findings
    let known = record { $0.known = KnownFindings(metric: "vmafneg", margin: 0.5, cases: all) }
    #expect(try junit(known)["failures"] == "0")
    let fewer = record { $0.known = KnownFindings(metric: "vmafneg", margin: 0.5, cases: Array(all.dropFirst(2))) }
    let root = try junit(fewer)
    #expect(root["failures"] == "2")
    let output = try #require(root.all("testsuite").first { $0["name"] == "expected" }).all("testcase")[0]
    #expect(output.all("system-out")[0].text.contains("2 new: "))
    let html = try HTMLReport.render(fewer, pictures: NoPictures())
    #expect(html.contains("2 cases inflated by more than 6 points that are new or worse than expected"))
  }

  @Test func whatIsNotDecidedIsSkippedWithWhatWouldDecideIt() throws {
    let unlimited = record { $0.limit = nil }
    #expect(unlimited.standing == .error)
    let root = try junit(unlimited)
    #expect(root["failures"] == "0")
    let messages = root.all("testsuite").flatMap { $0.all("testcase") }.flatMap { $0.all("skipped") }
      .compactMap { $0["message"] }
    #expect(messages.contains { $0.contains("--max-inflation decides it") })
    let table = CasesCSV.render(cases: unlimited.cases, header: unlimited.header)
    #expect(table.contains(",not_decided,"))
  }

  @Test func boundedGroupsAreNamedBeforeTheReason() throws {
    var run = record { _ in }
    let index = try #require(run.cases.firstIndex { $0.finding == .withinLimit })
    run.cases[index].bounded = [.whole: .atMost, .structure: .atLeast]
    let table = CasesCSV.render(cases: run.cases, header: run.header)
    #expect(table.split(separator: "\n")[0].hasSuffix(",bounded,reason"))
    #expect(table.contains(",structure whole,\n"))
  }

  @Test func anUnfinishedRunSaysSoInEveryReport() throws {
    var run = record { _ in }
    run.unfinished = Unfinished(done: 34, of: 111, images: 1, ofImages: 3, lacks: "x from jpeg:30 on b.png")
    let words =
      "Unfinished: 34 of 111 pieces of work, 1 of 3 images. It lacks x from jpeg:30 on b.png. Go on with --resume."
    #expect(run.standing == .failed)
    let suite = try #require(try junit(run).all("testsuite").last)
    #expect(suite["name"] == "run" && suite.all("testcase")[0].all("error")[0]["message"] == words)
    let page = try page(run)
    #expect(page.faults == [])
    #expect(page.all("p").contains { $0.text.contains(words) && $0.attributes["class"] == "warning unfinished" })
    #expect(try HTMLReport.render(run, pictures: NoPictures()).contains("<title>◆ unfinished · "))

    var gate = GatePageTests.record
    gate.unfinished = run.unfinished
    #expect(gate.standing == .notDecided)
    #expect(GatePage.render(gate).contains(words) && GatePage.render(gate).contains("<h1>? not decided: gamed"))
    let xml = try #require(GateJUnit.render(gate, folder: ""))
    let root = try #require(ParsedXML(xml)).root
    #expect(
      root["failures"] == "0" && root.all("testsuite").last?.all("testcase")[0].all("error")[0]["message"] == words)
  }

  // MARK: - A gate

  private func gate(_ rule: GateRule, compared: Bool = true, change: (inout GateHeader) -> Void = { _ in }) throws
    -> (page: String, junit: ParsedXML.Element)
  {
    var record = GatePageTests.record
    record.pictures = []
    change(&record.header)
    record.overall.rule = rule
    record.rates = []
    if !compared { (record.overall.metric, record.overall.obstacle) = (nil, .noPicture(of: .candidate)) }
    record.conclude()
    let text = try #require(GateJUnit.render(record, folder: ""))
    return (GatePage.render(record), try #require(ParsedXML(text)).root)
  }

  private func outcomes(_ root: ParsedXML.Element) -> Set<String> {
    let suite = root.all("testsuite").first { $0["name"] == "gate" }
    return Set((suite?.all("testcase") ?? []).map { $0.children.first { $0.name != "system-out" }?.name ?? "passed" })
  }

  @Test func eachOutcomeOfAGateHasItsSign() throws {
    let gamed = try gate(.gamed)
    #expect(gamed.page.contains("<h1>✗ failed: gamed</h1>") && gamed.junit["failures"] == "1")
    for rule in [GateRule.unearned, .regression] {
      let remarked = try gate(rule)
      #expect(remarked.page.contains("<h1>! \(rule.words)</h1>") && !remarked.page.contains("✓"))
      #expect(outcomes(remarked.junit) == ["passed"])
    }
    let strict = try gate(.unearned) { $0.strict = true }
    #expect(strict.page.contains("<h1>✗ failed: unearned</h1>") && strict.junit["failures"] == "1")
    let inconclusive = try gate(.inconclusive)
    #expect(inconclusive.page.contains("<h1>? not decided: inconclusive</h1>") && !inconclusive.page.contains("✓"))
    #expect(outcomes(inconclusive.junit) == ["skipped"])
    let asked = try gate(.inconclusive) { $0.failInconclusive = true }
    #expect(asked.junit["failures"] == "1" && outcomes(asked.junit) == ["skipped", "failure"])
    let nothing = try gate(.inconclusive, compared: false) { $0.failInconclusive = true }
    #expect(nothing.page.contains("<h1>? not decided: nothing was compared</h1>") && !nothing.page.contains("✓"))
    #expect(outcomes(nothing.junit) == ["skipped"])
    #expect(try gate(.earned).page.contains("<h1>✓ passed: earned</h1>"))
  }
}
