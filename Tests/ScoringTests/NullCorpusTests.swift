import AuditRecord
import Foundation
import Raster
import RunStorage
import Testing

@testable import Scoring

/// Whether the corpus is judged as a whole.
private let judgesAll = ProcessInfo.processInfo.environment["AUDIT_NULL_CORPUS"] == "1"

/// What the gate makes of the committed readings.
///
/// A change takes a tenth of a second and more to judge, so all of them, and parts of them, are judged where
/// `AUDIT_NULL_CORPUS=1` is set; what must be caught is always. `AUDIT_UPDATE_GOLDEN=1` with it writes the table of findings
/// anew, so that what a change of the rule does stands in its diff.
@Suite("Null corpus") struct NullCorpusTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("NullCorpus")

  /// The gate's own generator with its default seed.
  static let random = SeededRandom(seed: 1, label: "gate")

  /// The committed readings, which all tests share.
  private static let corpus = Result {
    try RecordJSON.decode(
      NullReadings.self, from: Data(contentsOf: folder.appendingPathComponent("readings.json"))
    ).corpus()
  }

  private static var bands: GateBands {
    get throws { GateBands.calibrated(for: try corpus.get().run.metric) }
  }

  @Test(.enabled(if: judgesAll, "set AUDIT_NULL_CORPUS to 1")) func theRuleFindsWhatTheTableSays() throws {
    let (corpus, bands) = (try Self.corpus.get(), try Self.bands)
    let changes = HonestChanges(of: corpus.honest, header: corpus.header(bands), random: Self.random)
    let findings = corpus.findings(changes, bands: bands, random: Self.random)
    let actual = Self.table(findings, changes)

    let file = Self.folder.appendingPathComponent("findings.txt")
    if ProcessInfo.processInfo.environment["AUDIT_UPDATE_GOLDEN"] == "1" {
      try Data(actual.utf8).write(to: file)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    let (new, old) = (Self.lines(actual), Self.lines(recorded))
    #expect(new.subtracting(old).sorted() == [], "the rule says what the table does not")
    #expect(old.subtracting(new).sorted() == [], "the table says what the rule does not")
  }

  @Test(.enabled(if: judgesAll, "set AUDIT_NULL_CORPUS to 1")) func honestChangesSeldomFail() throws {
    let parts = try Self.corpus.get().honestPower(
      images: [4, 6, 12], draws: 24, bands: Self.bands, random: Self.random)
    #expect(parts.count == 4)
    for part in parts {
      #expect(part.judged >= 200)
      #expect(try #require(part.share(of: .gamed)) < 0.05, "\(part.images) images: \(part.counts)")
    }
  }

  /// The built-in codec's encoders that were tuned on the metric alone: colour falls by 14 points and more, structure rises.
  @Test(arguments: ["encoder-naive-s1", "encoder-naive-s2", "encoder-naive-s3"])
  func naiveEncodersAreCaught(name: String) throws {
    let (whole, parts) = try Self.found(name, images: 6, draws: judgesAll ? 25 : 1)
    #expect(whole == .gamed || whole == .contested)
    let caught = (parts.counts[.gamed] ?? 0) + (parts.counts[.contested] ?? 0)
    #expect(5 * caught >= 4 * parts.judged, "\(parts.counts)")
    #expect(parts.counts.keys.allSatisfy { !$0.passes }, "\(parts.counts)")
  }

  @Test func chromaStarvedForLumaNeverPasses() throws {
    let (whole, parts) = try Self.found("x265-chroma12", images: 6, draws: judgesAll ? 25 : 1)
    #expect(!whole.passes)
    #expect(parts.counts.keys.allSatisfy { !$0.passes }, "\(parts.counts)")
  }

  @Test(arguments: ["decoder-naive-s1", "decoder-naive-s2", "decoder-naive-s3"])
  func naiveDecodersAreGamed(name: String) throws {
    #expect(try Self.found(name, images: 6, draws: 0).whole == .gamed)
  }

  /// libaom's tuning for VMAF NEG: at four rates its gain is known to within 0.7 points only.
  @Test func anEncoderTunedForTheMetricNeverPasses() throws {
    let corpus = try Self.corpus.get()
    let game = try Self.game("aom6-vmafneg")
    let whole = try Self.rule(game.baseline, game.build, corpus.header(Self.bands))
    #expect(whole == .gamed || whole == .inconclusive)
    let rates = Set(game.build.pictures.map(\.rate)).sorted(by: RateName.inOrder)
    for pair in [Set(rates.prefix(2)), Set(rates.suffix(2)), [rates[0], rates[3]]] {
      let rule = try Self.rule(
        game.baseline.part(rates: pair), game.build.part(rates: pair), corpus.header(Self.bands))
      #expect(rule == .gamed || rule == .inconclusive, "\(pair.map(\.rawValue)): \(rule)")
    }
  }

  @Test(arguments: [3, 4]) func aBuildAgainstItselfAtOtherRatesHasChangedNothing(rates: Int) throws {
    let parts = try Self.corpus.get().selfComparisons(
      rates: [rates], pairs: judgesAll ? 20 : 1, bands: Self.bands, random: Self.random)
    let part = try #require(parts.first)
    #expect(part.found.count == 6 && part.judged == (judgesAll ? 120 : 6))
    #expect(Set(part.counts.keys).isSubset(of: [.unchanged, .inconclusive]), "\(part.counts)")
    if judgesAll {
      // A fifth is what is wanted; JPEG 2000 and x265 are read less closely between their rates.
      let share = try #require(part.share(of: .inconclusive))
      withKnownIssue { #expect(share <= 0.2, "\(part.counts)") }
    }
  }

  // MARK: - Games

  private static func game(_ name: String) throws -> (baseline: GateBuild, build: GateBuild) {
    try #require(try corpus.get().games.first { $0.build.name == name })
  }

  private static func rule(_ baseline: GateBuild, _ build: GateBuild, _ header: GateHeader) -> GateRule {
    gateRule(GateCalibration.change(from: baseline, to: build, header: header, random: random).moves, header.bands)
      .rule
  }

  /// What the gate finds of a game on all photographs, and on parts of them.
  private static func found(_ name: String, images: Int, draws: Int) throws -> (whole: GateRule, parts: GatePower) {
    let (corpus, game) = (try Self.corpus.get(), try Self.game(name))
    let parts = try corpus.power(of: game, images: [images], draws: draws, bands: bands, random: random)
    return (rule(game.baseline, game.build, corpus.header(try bands)), try #require(parts.first))
  }

  private static func lines(_ text: String) -> Set<Substring> { Set(text.split(separator: "\n")) }

  /// Counts by codec, then what is called by name, and the games.
  private static func table(_ findings: NullFindings, _ changes: HonestChanges) -> String {
    let power = findings.power(images: 12)
    func counts(_ found: [GateRule: Int]) -> String {
      GateRule.allCases.map { "\($0.rawValue) \(found[$0] ?? 0)" }.joined(separator: ", ")
    }
    var lines = changes.builds.sorted { $0.key < $1.key }.map { codec, builds in
      "\(codec), \(builds.count) builds: \(counts(power.found[codec] ?? [:]))"
    }
    lines.append("all \(power.judged) honest changes: \(counts(power.counts))")
    lines += findings.honest.filter { [.gamed, .unearned].contains($0.judgement.rule) }
      .map { "honest \($0.name): \($0.judgement.rule.rawValue)" }
    lines += findings.games.map { "game \($0.name): \($0.judgement.rule.rawValue)" }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Readings

  /// One image at two rates, with a ladder of two rungs.
  private static func readings(_ kind: NullReadings.Build.Kind = .honest, baseline: String? = nil, row: [Double?])
    -> NullReadings
  {
    let header = Sample.header()
    func value(_ looks: Double) -> [Double?] { header.panel.map { Sample.panelValues(looks)[$0.id] } }
    let good: [Double?] = [1000, 60] + value(60)
    return NullReadings(
      run: NullReadings.Run(
        toolVersion: "1", startedAt: "", metric: header.metric, panel: header.panel, ladders: ["jpeg": 1], limit: 6,
        colour: "", source: "", images: ["a.png"]),
      ladders: [
        .init(image: "a.png", codec: "jpeg", rungs: [[10, 500, 20] + value(20), [nil, nil, 97] + value(97)])
      ],
      builds: [
        .init(name: "first", codec: "c", kind: .honest, encoder: "", baseline: nil, rates: ["1": [good], "2": [good]]),
        .init(name: "second", codec: "c", kind: kind, encoder: "", baseline: baseline, rates: ["3": [row]]),
      ])
  }

  @Test func readingsBecomePicturesThatThePanelReads() throws {
    let row: [Double?] = [2000, 70] + Sample.header().panel.map { Sample.panelValues(50)[$0.id] }
    let corpus = try Self.readings(row: row).corpus()
    let picture = try #require(corpus.honest.last?.pictures.first)
    #expect(picture.bytes == 2000 && picture.scored?.score == 70 && picture.rate == "3")
    let votes = corpus.run.votes.values.joined()
    #expect(!votes.isEmpty && votes.allSatisfy { id in picture.readings.contains { $0.id == id && $0.implied != nil } })
    let game = try Self.readings(.game, baseline: "first", row: row).corpus()
    #expect(game.honest.count == 1 && game.games.map(\.baseline.name) == ["first"])
    let rates = try Self.readings(.rates, baseline: "first", row: row).corpus()
    #expect(rates.manyRates.map { Set($0.pictures.map(\.rate)) } == [["1", "2", "3"]])
  }

  @Test func readingsThatMakeNoCorpusAreRefused() {
    let row: [Double?] = [2000, 70] + Sample.header().panel.map { Sample.panelValues(50)[$0.id] }
    #expect(throws: NullReadings.Fault.rows("second")) { try Self.readings(row: Array(row.dropLast())).corpus() }
    #expect(throws: NullReadings.Fault.rows("second")) { try Self.readings(row: [nil] + row.dropFirst()).corpus() }
    #expect(throws: NullReadings.Fault.baseline("second")) {
      try Self.readings(.game, baseline: "none", row: row).corpus()
    }
    var none = Self.readings(.game, baseline: "first", row: row)
    none.builds.removeFirst()
    #expect(throws: NullReadings.Fault.noHonestBuild) { try none.corpus() }
  }
}

extension GateRule {
  /// Whether a gate passes with a ✓.
  fileprivate var passes: Bool {
    if case .passes = consequence { return true }
    return false
  }
}
