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
      remarks: KnownWords.lines(record), notes: RunWords.notes(record))
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

  @Test func whatWasExpectedIsSkippedWhereNothingWasJudged() throws {
    let all = record { _ in }.findings
    var none = record { header in
      header.limit = nil
      header.known = KnownFindings(metric: "vmafneg", margin: 0.5, cases: all)
    }
    none.cases.removeAll { $0.verdict == .error }
    let suite = try #require(try junit(none).all("testsuite").first { $0["name"] == "expected" })
    let skipped = try #require(suite.all("testcase")[0].all("skipped").first)
    #expect(skipped["message"]?.contains("\(all.count) expected, but not judged this time") == true)
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

  /// Where something is missing, the first line of the page does not speak of the rest alone.
  @Test func theHeadlineNamesWhatItDoesNotSpeakOf() throws {
    var plain = record { $0.limitWasAsked = false }
    let errors = counted(plain.cases.count { $0.verdict == .error }, "case")
    let opening = "◆ \(errors) could not be evaluated; the others: VMAF NEG can be gamed: "
    #expect(try page(plain).all("h1")[0].text.hasPrefix(opening))
    plain.unfinished = Unfinished(done: 3, of: 9, images: 1, ofImages: 3, lacks: "x")
    #expect(try page(plain).all("h1")[0].text.hasPrefix("? Not finished; so far: VMAF NEG can be gamed: "))
    #expect(try page(record { _ in }).all("h1")[0].text.hasPrefix("✗ VMAF NEG can be gamed: "))
  }

  /// Where all that is beyond the limit has improved, none of it leads the page, and no case within the limit does.
  @Test func whatHasImprovedIsNotLedByWhatPassed() throws {
    var run = record { _ in }
    #expect(try page(run).all("p").contains { $0.text.hasPrefix("Worst: ") })
    for index in run.cases.indices where run.cases[index].verdict == .failed { run.cases[index].improved = true }
    let passed = try #require(run.cases.firstIndex { $0.verdict == .passed && $0.inflation != nil })
    run.cases[passed].inflation = 1.5
    run.summary.worst = run.cases.sorted(by: CaseRecord.worstFirst).map(\.key)
    let page = try page(run)
    #expect(!page.all("p").contains { $0.text.hasPrefix("Worst: ") })
    #expect(page.all("p").contains { $0.text.contains(" inflated, yet improved: every group") })
  }

  /// A limit in another metric's unit is one that nothing can exceed.
  @Test func aLimitBeyondEveryReadingIsNoted() throws {
    let reach = try #require(record { _ in }.reach)
    #expect(RunWords.notes(record { $0.limit = reach - 1 }) == [])
    let vast = record { $0.limit = 600 }
    let note = try #require(RunWords.notes(vast).first)
    #expect(note.hasPrefix("VMAF NEG spans no more than ") && note.hasSuffix(" exceeds the limit, 600"))
    let notes = try #require(try junit(vast).all("testsuite").first { $0["name"] == "notes" })
    #expect(notes.all("testcase")[0].all("system-out")[0].text.contains(note))
    #expect(try page(vast).all("p").contains { $0.text == note + "." })
  }

  /// The last line says of each amount what the page says: that it is a bound, and whose it is.
  @Test func theWorstCaseIsToldAsItIsKnown() throws {
    var run = record { _ in }
    for index in run.cases.indices { run.cases[index].improved = nil }
    let key = try #require(run.cases.filter { $0.verdict == .failed }.max { $0.inflation ?? 0 < $1.inflation ?? 0 }).key
    let index = try #require(run.cases.firstIndex { $0.key == key })
    run.cases[index].atLeast = true
    run.cases[index].inflationByGroup = [.fidelity: try #require(run.cases[index].inflation)]
    #expect(try #require(RunWords.whyNot(run)).contains("; worst \(key), at least +"))
    run.cases[index].inflationByGroup = [.colour: try #require(run.cases[index].inflation), .structure: 0]
    #expect(try #require(RunWords.whyNot(run)).hasSuffix("; worst \(key), over 6 by colour"))
    run.cases[index].improved = true
    let others = try #require(RunWords.whyNot(run))
    #expect(!others.contains("worst \(key)"), "it stands behind the others")
    for index in run.cases.indices { run.cases[index].improved = true }
    #expect(try #require(RunWords.whyNot(run)).contains("worst \(key)"))
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

  /// What became of what was expected is said whatever the gate came to.
  @Test func expectedFindingsOfAGateAreToldThoughItPassed() throws {
    var record = GatePageTests.record
    record.header.run.known = KnownFindings(metric: "vmafneg", margin: 0.5)
    record.overall.rule = .unchanged
    record.known = KnownOutcome(
      found: [], expected: [KnownRate(key: KnownRate.Key(rate: nil, rule: .gamed), points: 2)],
      in: KnownFindings(metric: "vmafneg", margin: 0.5), isJudged: { _ in true })
    let text = try #require(GateJUnit.render(record, folder: ""))
    let root = try #require(ParsedXML(text)).root
    let suite = try #require(root.all("testsuite").first { $0["name"] == "expected" })
    #expect(suite.all("testcase")[0].all("system-out")[0].text.contains("1 vanished: gamed over all rates (+2.0)"))
  }

  @Test func eachOutcomeOfAGateHasItsSign() throws {
    let gamed = try gate(.gamed)
    #expect(gamed.page.contains("<h1>✗ failed: gamed</h1>") && gamed.junit["failures"] == "1")
    for rule in [GateRule.contested, .unearned, .regression] {
      let remarked = try gate(rule)
      #expect(remarked.page.contains("<h1>! \(rule.words)</h1>") && !remarked.page.contains("✓"))
      #expect(outcomes(remarked.junit) == ["passed"])
    }
    for rule in [GateRule.contested, .unearned] {
      let strict = try gate(rule) { $0.strict = true }
      #expect(strict.page.contains("<h1>✗ failed: \(rule.words)</h1>") && strict.junit["failures"] == "1")
    }
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
