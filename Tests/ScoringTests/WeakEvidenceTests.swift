import AuditRecord
import Scoring
import Testing

@Suite("Weak evidence") struct WeakEvidenceTests {
  /// The second ladder reads 10 points less inflation than the first.
  private let disagreeing = [Sample.ladder(), Sample.ladder(codec: "webp", shift: -10)]

  @Test func laddersThatContradictEachOtherAccuseNobody() throws {
    // Inflation 13 on one ladder, 3 on the other, limit 6.
    let record = score(Sample.measurement(score: 83, looksLike: 70), ladders: disagreeing, header: Sample.header())
    #expect(record.verdict == .passed)
    #expect(record.inflation.map { abs($0 - 3) < 1e-9 } == true)
    #expect(record.honestSpread.map { abs($0 - 10) < 1e-9 } == true, "the disagreement stays in the record")
  }

  @Test func laddersThatAgreeOnTheVerdictDoAccuse() {
    let record = score(Sample.measurement(score: 88, looksLike: 70), ladders: disagreeing, header: Sample.header())
    #expect(record.verdict == .failed && record.finding == .beyondLimit)
  }

  @Test func aLadderThatReadsAtLeastContradictsNothing() {
    // Below the second ladder, whose lowest rung scores 70: at least 5 there, 20 on the first.
    let ladders = [Sample.ladder(), Sample.ladder(codec: "webp", scores: [70, 80, 90, 97])]
    let record = score(Sample.measurement(score: 75, looksLike: 55), ladders: ladders, header: Sample.header())
    #expect(record.inflation == 20 && !record.atLeast)
    #expect(record.verdict == .failed)
  }

  @Test func withinTheLimitIsPassedWhateverTheLaddersSay() {
    let record = score(Sample.measurement(score: 79, looksLike: 70), ladders: disagreeing, header: Sample.header())
    #expect(record.verdict == .passed && record.finding == .withinLimit)
  }

  /// Whatever the codec is called: the record says that the start is honest.
  @Test(arguments: [("reference", StartKind.reference), ("jpeg:20", .encode), ("a-codec-to-come:3", .encode)])
  func anHonestStartBeyondTheLimitWeakensWhatTheAttackDidNotAdd(_ spec: String, _ kind: StartKind) {
    let start = (score: 70.0, looksLike: 60.0)
    let control = Sample.measurement(
      score: 70, looksLike: 60, start: start, key: CaseKey(image: "a.png", start: spec, attack: "none"),
      startKind: kind)
    let record = score(control, ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.verdict == .notApplicable && record.finding == .weakEvidence)
    #expect(abs((record.startInflation ?? 0) - 10) < 1e-9)

    let small = Sample.measurement(score: 73, looksLike: 58, start: start)
    #expect(score(small, ladders: [Sample.ladder()], header: Sample.header()).finding == .weakEvidence)
    let large = Sample.measurement(score: 80, looksLike: 58, start: start)
    #expect(score(large, ladders: [Sample.ladder()], header: Sample.header()).verdict == .failed)
  }

  /// Whatever its name says, or when nothing is known of it.
  @Test(arguments: [("decoded.png", StartKind.file), ("jpeg:30", .file), ("jpeg:30", nil)])
  func aStartFromAFileIsNoAlibi(_ spec: String, _ kind: StartKind?) {
    let file = Sample.measurement(
      score: 70, looksLike: 60, start: (70, 60), key: CaseKey(image: "a.png", start: spec, attack: "none"),
      startKind: kind)
    #expect(score(file, ladders: [Sample.ladder()], header: Sample.header()).verdict == .failed)
  }

  @Test func heldScoreWithFallingFidelityFails() {
    // Maximum differentiation: the score does not move, what it is worth does.
    let record = score(
      Sample.measurement(score: 60, looksLike: 30), ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.verdict == .failed)
  }

  @Test func aMemberThatCannotResolveTheLimitIsNoWitness() {
    // The fidelity member reads the same on all rungs, as a chroma metric does on a grey image.
    var ladder = Sample.ladder()
    for index in ladder.rungs.indices { ladder.rungs[index].panel["f1"] = 0 }
    var measurement = Sample.measurement(score: 60, looksLike: 60)
    for value in [-1.0, 0, 1] {
      measurement.attacked?.panel["f1"] = value
      let record = score(measurement, ladders: [ladder], header: Sample.header())
      #expect(Set(record.inflationByGroup.keys) == [.structure])
      #expect(record.verdict == .passed)
    }
  }

  /// A colour member whose differences nobody sees, as on a nearly grey picture: no witness below the visible, a witness
  /// above it.
  @Test func whatNobodySeesAccusesNobody() throws {
    var panel = Sample.panel
    panel.append(Sample.info("colour", .colour, higherIsBetter: false))
    panel[panel.count - 1].justVisible = 1
    var ladder = Sample.ladder()
    // Visible at the lowest rung alone, then unsteady and invisible.
    for (index, value) in [9, 0.8, 0.7, 0.2, 0].enumerated() { ladder.rungs[index].panel["colour"] = value }
    var measurement = Sample.measurement(score: 80, looksLike: 80)
    measurement.attacked?.panel["colour"] = 0.7
    let faint = score(measurement, ladders: [ladder], header: Sample.header(panel: panel))
    #expect(faint.inflationByGroup[.colour] == nil && faint.verdict == .passed)
    measurement.attacked?.panel["colour"] = 6
    let plain = score(measurement, ladders: [ladder], header: Sample.header(panel: panel))
    #expect(plain.verdict == .failed)
    panel[panel.count - 1].justVisible = nil
    measurement.attacked?.panel["colour"] = 0.7
    let unaware = score(measurement, ladders: [ladder], header: Sample.header(panel: panel))
    // Between the rungs of 60 and 80, and far below a score of 80 + 6.
    #expect(unaware.inflationByGroup[.colour] == 20)
  }
}
