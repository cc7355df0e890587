import AuditRecord
import Testing

@testable import Scoring

/// Rounding of a handful of additions of numbers near 100.
private let roundOff = 1e-9

@Suite("Tone") struct ToneScaleTests {
  private static func header(family: String?) -> RunHeader {
    Sample.header(
      metric: MetricInfo(
        id: "m", title: "M", unit: "points", higherIsBetter: true, lowest: 0, highest: 100, family: family, group: nil,
        votes: false))
  }

  private static func tone(
    gain: Double = 1, shift: Double = 0, looksLike: Double
  ) -> ToneReading {
    ToneReading(gain: gain, offset: -shift, shift: shift, panel: Sample.panelValues(looksLike))
  }

  /// A shift that costs error energy and nothing else is no inflation of the groups; what it read is still told.
  @Test func groupsReadTheMatchedPicture() throws {
    var measurement = Sample.measurement(score: 92, looksLike: 40)
    measurement.attacked?.tone = Self.tone(shift: 10, looksLike: 92)
    let record = score(measurement, ladders: [Sample.ladder()], header: Self.header(family: nil))
    #expect(abs(try #require(record.inflation)) < roundOff)
    #expect(record.verdict == .passed)
    #expect(abs(try #require(record.plainInflationByGroup?[.fidelity]) - 52) < roundOff)
    #expect(record.tone?.points == nil && record.tone?.shift == 10 && !record.toneDecides)
  }

  /// The match never accuses: a member that reads the matched picture worse reads the picture itself.
  @Test func theKinderReadingCounts() throws {
    var measurement = Sample.measurement(score: 60, looksLike: 60)
    let plain = score(measurement, ladders: [Sample.ladder()], header: Sample.header())
    measurement.attacked?.tone = Self.tone(gain: 0.9, looksLike: 30)
    let matched = score(measurement, ladders: [Sample.ladder()], header: Sample.header())
    #expect(matched.readings == plain.readings && matched.inflation == plain.inflation)
    // Where lower is better as well.
    let lower = Sample.info("s2", .structure, higherIsBetter: false)
    #expect(lower.read(["s2": 0.4], Self.tone(looksLike: 70)) == 1 - 0.7)
    #expect(lower.read(["s2": 0.2], Self.tone(looksLike: 70)) == 0.2)
    #expect(lower.read([:], nil) == nil)
  }

  /// Rungs are read by the same function as candidates.
  @Test func rungsAreReadAlike() {
    var ladder = Sample.ladder()
    ladder.rungs[1].tone = Self.tone(gain: 0.9, looksLike: 45)
    var measurement = Sample.measurement(score: 40, looksLike: 40)
    measurement.attacked?.tone = ladder.rungs[1].tone
    let record = score(measurement, ladders: [ladder], header: Sample.header())
    #expect(record.inflation == 0)
  }

  /// What people lose by tone alone accuses where the metric overlooks it, on a metric of people's scale alone.
  @Test func toneAloneAccuses() throws {
    var measurement = Sample.measurement(score: 96, looksLike: 40)
    measurement.attacked?.tone = Self.tone(shift: -40, looksLike: 96)
    let record = score(measurement, ladders: [Sample.ladder()], header: Self.header(family: "vmaf"))
    // The reference scores 97; a shift by −40 costs 17.7.
    #expect(abs(try #require(record.inflation) - (96 - 97 + 17.7)) < roundOff)
    #expect(
      record.verdict == .failed && record.toneDecides && !record.colourDecides(over: 6) && record.honestSpread == nil)
    // A picture that was worse anyway is not accused again.
    measurement.attacked?.score = 60
    measurement.attacked?.tone = Self.tone(shift: -40, looksLike: 60)
    let worse = score(measurement, ladders: [Sample.ladder()], header: Self.header(family: "vmaf"))
    #expect(abs(try #require(worse.inflation)) < roundOff)
    #expect(worse.verdict == .passed)
  }

  @Test func lossesRiseWithTheChangeAndEndWherePeopleWereAsked() {
    #expect(ToneScale.loss(shift: 0, contrast: 1) == 0)
    #expect(abs(ToneScale.loss(shift: -20, contrast: 1) - 5.9) < roundOff)
    #expect(abs(ToneScale.loss(shift: 20, contrast: 1) - 6.5) < roundOff)
    #expect(abs(ToneScale.loss(shift: 0, contrast: 0.75) - 21.4) < roundOff)
    #expect(ToneScale.loss(shift: 0, contrast: 1.5) < 1)
    #expect(ToneScale.loss(shift: -90, contrast: 1) == ToneScale.loss(shift: -40, contrast: 1))
    #expect(ToneScale.loss(shift: 0, contrast: 0.2) == ToneScale.loss(shift: 0, contrast: 0.5))
    for step in 0..<40 {
      let (a, b) = (Double(step), Double(step + 1))
      #expect(ToneScale.loss(shift: -a, contrast: 1) <= ToneScale.loss(shift: -b, contrast: 1))
      #expect(ToneScale.loss(shift: a, contrast: 1) <= ToneScale.loss(shift: b, contrast: 1))
      #expect(ToneScale.loss(shift: 0, contrast: 1 - a / 80) <= ToneScale.loss(shift: 0, contrast: 1 - b / 80))
    }
  }
}
