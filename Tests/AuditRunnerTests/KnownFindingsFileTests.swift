import RunStorage
import Testing

@testable import AuditRecord
@testable import AuditRunner
@testable import Scoring

@Suite("A file of known findings") struct KnownFindingsFileTests {
  private static let good = """
    known: run
    metric: m
    margin: 0.25
    findings:
    - {image: "b.png", start: "jpeg:30", attack: "x", inflation: 18.6}
    - {image: "a.png", start: "jpeg:30", attack: "x", inflation: 7}
    """

  private func read(_ text: String, _ kind: RecordKind = .audit) throws(AuditError) -> KnownFindings {
    try KnownFindingsFile.read(yaml: text, file: "known.yml", of: kind, metric: "m", margin: 0.75)
  }

  @Test func isRead() throws {
    let known = try read(Self.good)
    #expect(known.margin == 0.25 && known.cases.map(\.key.image) == ["a.png", "b.png"])
    #expect(known.cases.map(\.inflation) == [7, 18.6])
    #expect(try read("known: run\nmetric: m\nfindings: []\n") == KnownFindings(metric: "m", margin: 0.75))
    let gate = try read(
      "known: gate\nmetric: m\nfindings:\n- {finding: gamed, points: 1}\n- {rate: 20, finding: inconclusive}\n", .gate)
    #expect(gate.rates.map(\.key) == [.init(rate: nil, rule: .gamed), .init(rate: "20", rule: .inconclusive)])
    #expect(gate.rates.map(\.points) == [1, nil])
  }

  /// What is replaced by what, the line that the error names, and a part of its reason.
  @Test(arguments: [
    ("metric: m", "metric: n", 2, "holds what is known of n, not of m"),
    ("known: run", "known: gate", 1, "of a gate, not of an audit"),
    ("known: run", "known: all", 1, "must be run or gate"),
    ("margin: 0.25", "margin: -1", 3, "must not be negative"), ("margin: 0.25", "margin: much", 3, "must be a number"),
    ("margin: 0.25", "margins: 1", 3, "unknown key \"margins\""),
    ("inflation: 18.6", "inflation: many", 5, "must be a number"),
    (", inflation: 18.6", "", 5, "lacks the key \"inflation\""), ("\"a.png\"", "\"b.png\"", 6, "twice"),
    ("- {image: \"a.png\"", "- {picture: \"a.png\"", 6, "unknown key \"picture\""),
    ("inflation: 7}", "inflation: 7", 6, "is not YAML"),
  ]) func faultsNameTheirLine(old: String, new: String, line: Int, reason: String) {
    let error = #expect(throws: AuditError.self) { try read(Self.good.replacing(old, with: new)) }
    #expect(error?.kind == .input && error?.description.contains(reason) == true, "\(String(describing: error))")
    let isNear = (line...line + 1).contains { error?.description.hasPrefix("known.yml:\($0): ") == true }
    #expect(isNear, "\(String(describing: error))")
  }

  @Test(arguments: ["\u{0}\u{1}", "known: \u{7}run\n", "- a\n", "known: [run\n", "---\n---\n"])
  func aFaultIsOneLine(text: String) {
    let error = #expect(throws: AuditError.self) { try read(text) }
    let words = error?.description ?? ""
    #expect(!words.contains("\n") && words.count > 20, "\(words)")
  }

  /// Half a point of a metric in 0…1 would be its whole scale.
  @Test func theUsualMarginFollowsTheUnit() {
    #expect(KnownFindings.usualMargin(unit: "points", limit: 3) == 0.5)
    #expect(KnownFindings.usualMargin(unit: "", limit: 0.06) == 0.06 / 12)
    #expect(KnownFindings.usualMargin(unit: "dB", limit: nil) == 0)
  }

  @Test func ofAGateNamesRules() {
    let error = #expect(throws: AuditError.self) {
      try read("known: gate\nmetric: m\nfindings:\n- {finding: cheated}\n", .gate)
    }
    #expect(error?.description == "known.yml:4: \"cheated\" is no finding of a gate")
  }

  /// Whatever an image is called, what is written is what is read.
  @Test func isWrittenAndReadBack() throws {
    let metric = MetricInfo(
      id: "m", title: "M", unit: "points", higherIsBetter: true, group: nil, votes: false)
    let names = ["a \"b\" \\c.png", "Zoë\u{1}\n\t#: {x}.png", "yes", "\u{85}\u{2028}😀.png", "=1"]
    let header = RunHeader(
      toolVersion: "", startedAt: "", metric: metric, panel: [], suite: "", attacks: [], ladders: [:], datasets: [],
      seed: 1, shard: nil, limit: 6, limitWasAsked: false, colour: "", images: names, skippedFiles: 0)
    let cases = names.enumerated().map { index, name -> CaseRecord in
      var record = CaseRecord(
        measurement: CaseMeasurement(
          key: CaseKey(image: name, start: "jpeg:30", attack: "x"), attackID: "x", startKind: nil, width: nil,
          height: nil, notes: [], input: nil), verdict: .failed, finding: .beyondLimit)
      record.inflation = 10 + Double(index) / 3
      return record
    }
    var random = SystemRandomNumberGenerator()
    let record = RunRecord(header: header, ladders: [], cases: cases, random: &random)
    let text = try KnownFindingsFile.text(of: .audit(record))
    let back = try read(text)
    #expect(Set(back.cases.map(\.key.image)) == Set(names) && back.margin == 0.5, "\(text)")
    for finding in record.findings { #expect(back.covers(finding)) }
    // The same run again is no worse, with no margin at all.
    let strict = try read(text.replacing("margin: 0.5", with: "margin: 0"))
    for finding in record.findings { #expect(strict.covers(finding), "\(text)") }
    #expect(text.split(separator: "\n").count == 5 + names.count, "a line a finding")
    #expect(try KnownFindingsFile.text(of: .audit(record)) == text)
  }
}
