import AuditRecord
import Raster
import Scoring
import Testing

/// Rounding of a handful of additions of numbers near 100.
private let roundOff = 1e-9

@Suite("Scoring a case") struct CaseScoringTests {
  @Test func inflationIsScoreMinusWhatHonestEncodesImply() throws {
    let record = score(
      Sample.measurement(score: 96, looksLike: 66), ladders: [Sample.ladder()], header: Sample.header())
    let inflation = try #require(record.inflation)
    #expect(abs(inflation - 30) < roundOff)
    #expect(abs(try #require(record.implied) - 66) < roundOff)
    #expect(Set(record.inflationByGroup.keys) == [.fidelity, .structure])
    #expect(record.verdict == .failed && !record.atLeast && record.finding == .beyondLimit)
    #expect(record.readings.map(\.id) == ["s1", "s2", "f1", "shown"])
  }

  @Test func theLargestGroupDecidesAndGroupsTakeMedians() throws {
    var measurement = Sample.measurement(score: 90, looksLike: 90)
    measurement.attacked?.panel["s1"] = 0.50
    measurement.attacked?.panel["s2"] = 0.30
    let record = score(measurement, ladders: [Sample.ladder()], header: Sample.header())
    // Structure: inflations 40 and 20. Fidelity: 0.
    #expect(abs(try #require(record.inflationByGroup[.structure]) - 30) < roundOff)
    #expect(abs(try #require(record.inflationByGroup[.fidelity])) < roundOff)
    #expect(abs(try #require(record.inflation) - 30) < roundOff)
  }

  @Test func rungsOfTheLadderHaveNoInflation() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      let scores = (0..<9).map { _ in 100 * random.uniform() }.sorted()
      let values = (0..<9).map { _ in random.uniform() }.sorted()
      let rungs = zip(scores, values).map { score, value in
        LadderRecord.Rung(
          quality: nil, bytes: nil, score: score, panel: ["s1": value, "s2": -value, "f1": 40 * value])
      }
      let ladder = LadderRecord(image: "a.png", codec: "jpeg", rungs: rungs.shuffled(using: &random))
      for rung in rungs {
        var measurement = Sample.measurement(score: rung.score, looksLike: 0)
        measurement.attacked?.panel = rung.panel
        let record = score(measurement, ladders: [ladder], header: Sample.header())
        #expect(record.inflation == 0)
        #expect(record.implied == rung.score)
        #expect(record.verdict == .passed && record.finding == .withinLimit)
      }
    }
  }

  @Test func aConstantAddedToTheMetricChangesNothing() throws {
    var random = SeededRandom(seed: 8)
    for _ in 0..<200 {
      let scores = (0..<6).map { _ in 100 * random.uniform() }
      let panels = (0..<6).map { _ in Sample.panelValues(100 * random.uniform()) }
      let measurement = Sample.measurement(score: 100 * random.uniform(), looksLike: 100 * random.uniform())
      let constant = 40 * random.uniform() - 20
      func judged(adding constant: Double) -> CaseRecord {
        let rungs = zip(scores, panels).map {
          LadderRecord.Rung(quality: nil, bytes: nil, score: $0 + constant, panel: $1)
        }
        var shifted = measurement
        shifted.attacked?.score += constant
        shifted.start?.score += constant
        return score(
          shifted, ladders: [LadderRecord(image: "a.png", codec: "jpeg", rungs: rungs)], header: Sample.header())
      }
      let plain = judged(adding: 0)
      let moved = judged(adding: constant)
      #expect(plain.inflation.map { abs($0 - (moved.inflation ?? .nan)) < roundOff } ?? (moved.inflation == nil))
      #expect(plain.verdict == moved.verdict)
      #expect(plain.inflationByGroup.keys == moved.inflationByGroup.keys)
    }
  }

  @Test func aMetricIsNoWitnessToItself() {
    let own = MetricInfo(
      id: "s1", title: "S1", unit: "", higherIsBetter: true, lowest: 0, highest: 1, group: .structure, votes: true)
    let header = Sample.header(metric: own, panel: [own], limit: 0.1)
    var measurement = Sample.measurement(score: 0.9, looksLike: 50)
    measurement.attacked?.panel = ["s1": 0.9]
    let record = score(measurement, ladders: [Sample.ladder()], header: header)
    #expect(record.inflation == nil && record.verdict == .notApplicable)
    #expect(record.readings.map(\.id) == ["s1"], "it is shown")
  }

  @Test func membersThatDoNotVoteDoNotCount() {
    // Alone in its group, and on the ladder as telling as the others.
    let panel = Sample.panel.dropLast() + [Sample.info("shown", .colour, votes: false)]
    var ladder = Sample.ladder()
    for index in ladder.rungs.indices { ladder.rungs[index].panel["shown"] = ladder.rungs[index].score }
    var measurement = Sample.measurement(score: 90, looksLike: 90)
    measurement.attacked?.panel["shown"] = 20
    let record = score(measurement, ladders: [ladder], header: Sample.header(panel: Array(panel)))
    #expect(record.verdict == .passed && record.inflationByGroup[.colour] == nil)
    #expect(record.readings.last?.inflation == 70, "it is shown")
  }

  @Test func lowerIsBetterIsPositiveWhenItFlatters() throws {
    let metric = MetricInfo(
      id: "d", title: "D", unit: "", higherIsBetter: false, lowest: 0, highest: 100, group: nil, votes: false)
    let rungs = [80.0, 60, 40, 20, 0].map {
      LadderRecord.Rung(quality: nil, bytes: nil, score: $0, panel: ["f1": 100 - $0])
    }
    var measurement = Sample.measurement(score: 5, looksLike: 0)
    measurement.attacked?.panel = ["f1": 70]
    let record = score(
      measurement, ladders: [LadderRecord(image: "a.png", codec: "jpeg", rungs: rungs)],
      header: Sample.header(metric: metric))
    #expect(abs(try #require(record.inflation) - 25) < roundOff)
    #expect(abs(try #require(record.implied) - 30) < roundOff)
    #expect(record.verdict == .failed)
  }

  @Test func belowTheLadderReadsAtLeast() throws {
    let record = score(
      Sample.measurement(score: 96, looksLike: 5), ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.atLeast)
    #expect(record.inflation == 76)
    #expect(record.readings[0].implied == ImpliedScore(value: 20, bound: .below))
  }

  @Test func aboveTheLadderNeverAccuses() throws {
    let record = score(
      Sample.measurement(score: 97, looksLike: 130), ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.inflation == 0 && !record.atLeast)
    #expect(record.readings[0].implied?.bound == .above)
  }

  @Test func missingMembersAreMissingAndNotZero() {
    var measurement = Sample.measurement(score: 90, looksLike: 60)
    measurement.attacked?.panel = ["f1": 30]
    let record = score(measurement, ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.inflationByGroup == [.fidelity: 30])
    #expect(record.readings.map(\.id) == ["f1"])
  }

  @Test func theNearerEndOfTheLaddersSpanCounts() throws {
    // On the second ladder the same member values stand 10 points lower: what looks like 70 on the first is 60 there.
    let ladders = [Sample.ladder(), Sample.ladder(codec: "webp", shift: 10)]
    func judged(_ value: Double) -> CaseRecord {
      score(Sample.measurement(score: value, looksLike: 70), ladders: ladders, header: Sample.header())
    }
    let record = judged(90)
    let reading = try #require(record.readings.first)
    #expect(abs(try #require(reading.impliedByLadder["jpeg"]).value - 70) < roundOff)
    #expect(abs(try #require(reading.impliedByLadder["webp"]).value - 60) < roundOff)
    #expect(abs(try #require(record.inflation) - 20) < roundOff)
    #expect(abs(try #require(record.implied) - 70) < roundOff)
    #expect(abs(try #require(record.honestSpread) - 10) < roundOff)
    #expect(record.verdict == .failed)
    // Within the span nothing is inflated; below it the score understates.
    #expect(judged(66).inflation == 0)
    #expect(abs(try #require(judged(52).inflation) + 8) < roundOff)
  }

  /// An encode by any codec of the ladders reads 0, however far they disagree.
  @Test func rungsOfAnyLadderHaveNoInflation() throws {
    let ladders = [
      Sample.ladder(), Sample.ladder(codec: "webp", scores: [25, 50, 75, 97], shift: -18),
      Sample.ladder(codec: "wavelet", scores: [5, 35, 66, 97], shift: 14),
    ]
    for ladder in ladders {
      for rung in ladder.rungs {
        var measurement = Sample.measurement(score: rung.score, looksLike: 0)
        measurement.attacked?.panel = rung.panel
        let record = score(measurement, ladders: ladders, header: Sample.header())
        #expect(record.inflation == 0)
        #expect(record.verdict == .passed)
      }
    }
  }

  @Test func otherImagesLaddersAreIgnored() {
    let ladders = [Sample.ladder(image: "b.png")]
    let record = score(Sample.measurement(score: 90, looksLike: 70), ladders: ladders, header: Sample.header())
    #expect(record.verdict == .notApplicable && record.inflation == nil)
  }

  @Test(arguments: [(255, 4000), (4000, 255), (1, 1)]) func smallPicturesAreNotApplicable(_ size: (Int, Int)) {
    let record = score(
      Sample.measurement(score: 96, looksLike: 66, size: size), ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.verdict == .notApplicable && record.inflation == nil && record.implied == nil)
    #expect(record.finding == .tooSmall)
  }

  @Test func whatWasNotMeasuredIsNotJudged() {
    var measurement = Sample.measurement(score: 90, looksLike: 60)
    measurement.failure = .init(kind: .input, subject: "a.png", reason: "truncated")
    let record = score(measurement, ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.verdict == .error && record.finding == .notMeasured && record.inflation == nil)
    measurement.failure?.kind = .notApplicable
    #expect(score(measurement, ladders: [], header: Sample.header()).verdict == .notApplicable)
    for kind in [CaseMeasurement.Failure.Kind.outside, .fault] {
      measurement.failure?.kind = kind
      #expect(score(measurement, ladders: [], header: Sample.header()).verdict == .error)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func nothingThatIsNoNumberEscapes(_ odd: Double) {
    var measurement = Sample.measurement(score: 90, looksLike: 60)
    measurement.attacked?.panel["s1"] = odd
    var ladder = Sample.ladder()
    ladder.rungs[1].panel["f1"] = odd
    ladder.rungs[2].score = odd
    let record = score(measurement, ladders: [ladder], header: Sample.header())
    #expect(record.inflation?.isFinite == true)
    #expect(record.inflationByGroup.values.allSatisfy { $0.isFinite })
    #expect(record.readings.allSatisfy { $0.inflation?.isFinite ?? true })

    measurement.attacked?.score = odd
    #expect(score(measurement, ladders: [ladder], header: Sample.header()).verdict == .error)
    measurement.attacked?.score = 90
    measurement.start?.score = odd
    #expect(score(measurement, ladders: [ladder], header: Sample.header()).startInflation == nil)
  }

  @Test func withoutALimitNothingIsJudged() throws {
    let record = score(
      Sample.measurement(score: 96, looksLike: 66), ladders: [Sample.ladder()], header: Sample.header(limit: nil))
    #expect(record.verdict == .notDecided && record.finding == .noLimit)
    #expect(abs(try #require(record.inflation) - 30) < roundOff, "it is read all the same")
  }

  @Test func exactlyTheLimitPasses() {
    let record = score(
      Sample.measurement(score: 86, looksLike: 80), ladders: [Sample.ladder()], header: Sample.header())
    #expect(record.inflation == 6 && record.verdict == .passed)
  }

  @Test func gainScoresFollowTheBenchmark() throws {
    let record = score(
      Sample.measurement(score: 90, looksLike: 60), ladders: [Sample.ladder()], header: Sample.header())
    let gains = try #require(record.gains)
    #expect(abs(gains.absolute - 0.3) < 1e-12)
    #expect(abs(gains.relative - 0.3 / 1.6) < 1e-12)
    // log10(0.6 / 0.300001)
    #expect(abs(gains.robustness - 0.301_028_548) < 1e-9)
    #expect(
      score(Sample.measurement(score: 90, looksLike: 60, start: nil), ladders: [], header: Sample.header()).gains == nil
    )
  }
}
