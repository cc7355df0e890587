import Foundation
import Raster
import Testing

@testable import AuditRecord
@testable import Scoring

@Suite("Gate") struct GateTests {
  static let bands = GateBands(
    metricRise: 0.1, groupFall: [.structure: 0.2, .fidelity: 0.2], groupRise: [.structure: 0.05, .fidelity: 0.05],
    excess: 0.5)

  static func header(
    rates: [RateName] = ["1", "2", "3", "4"], bitsKnown: Bool = true, strict: Bool = false,
    maxRegression: Double? = nil, failInconclusive: Bool = false
  ) -> GateHeader {
    GateHeader(
      run: Sample.header(), baseline: "a", candidate: "b", rates: rates, bitsKnown: bitsKnown, bands: bands,
      strict: strict, maxRegression: maxRegression, failInconclusive: failInconclusive)
  }

  /// Twelve images at four rates; each side's pictures score and look as `point` says of an honest score.
  static func pictures(
    _ side: GateSide, images: Int = 12, rates: Int = 4,
    bytes: (Int, Double) -> Int? = { _, score in
      Int(1000 * score)
    }, _ point: (_ honest: Double, _ image: Int) -> (score: Double, looksLike: Double)
  ) -> [GatePicture] {
    (0..<images).flatMap { image in
      (0..<rates).map { rate in
        let honest = 50 + 10 * Double(rate) + Double(image) / 10
        let made = point(honest, image)
        return GatePicture(
          side: side, image: "\(image).png", rate: "\(rate + 1)", bytes: bytes(rate, honest),
          scored: .init(score: made.score, features: [:], panel: Sample.panelValues(made.looksLike)))
      }
    }
  }

  static let ladders = (0..<12).map { Sample.ladder(image: "\($0).png") }

  static func gate(_ pictures: [GatePicture], _ header: GateHeader = header()) -> GateRecord {
    var random = SeededRandom(seed: 7)
    return scoreGate(pictures, ladders: ladders, header: header, random: &random)
  }

  @Test func aCodecAgainstItselfMovesNothing() {
    let record = Self.gate(
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
        + Self.pictures(.candidate) { honest, _ in (honest, honest) })
    #expect(record.changes.count == 48)
    #expect(record.changes.allSatisfy { $0.metric == 0 && $0.groups.values.allSatisfy { $0 == 0 } })
    #expect(record.overall.rule == .unchanged)
    #expect(record.savings.allSatisfy { $0.percent == 0 || $0.id == "shown" })
    #expect(record.passed)
  }

  @Test func aMetricThatRisesWhileThePanelFallsIsGamed() {
    let record = Self.gate(
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
        + Self.pictures(.candidate) { honest, _ in (honest + 0.8, honest - 0.6) })
    #expect(record.overall.rule == .gamed)
    #expect(!record.passed)
    #expect(abs((record.overall.metric?.value ?? 0) - 0.8) < 1e-9 && record.overall.risen.isEmpty)
    #expect(record.overall.fallen == [.structure, .fidelity])
    #expect(record.rates.map(\.rule) == [.gamed, .gamed, .gamed, .gamed])
  }

  @Test func aGainThatThePanelSharesIsEarned() {
    let record = Self.gate(
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
        + Self.pictures(.candidate) { honest, _ in (honest + 0.8, honest + 0.7) })
    #expect(record.overall.rule == .earned)
    #expect(record.passed)
  }

  @Test func aGainBeyondEveryGroupIsUnearnedAndFailsOnlyWhenStrict() {
    let pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest + 2, honest + 0.3) }
    #expect(Self.gate(pictures).overall.rule == .unearned)
    #expect(Self.gate(pictures).passed)
    #expect(!Self.gate(pictures, Self.header(strict: true)).passed)
  }

  @Test func aFallThatTheMetricUnderstatesSaysSo() {
    let pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest - 0.5, honest - 3) }
    #expect(Self.gate(pictures).overall.rule == .regressionUnderstated)
    #expect(Self.gate(pictures).passed)
    let limited = Self.gate(pictures, Self.header(maxRegression: 1))
    #expect(limited.overall.rule == .regression)
    #expect(!limited.passed)
    #expect(Self.gate(pictures, Self.header(maxRegression: 4)).passed)
  }

  @Test func fewImagesThatDisagreeAreInconclusive() {
    let pictures =
      Self.pictures(.baseline, images: 4) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate, images: 4) { honest, image in
        let swing = image % 2 == 0 ? 3.0 : -2.0
        return (honest + swing, honest - 0.5)
      }
    let record = Self.gate(pictures)
    #expect(record.overall.rule == .inconclusive)
    #expect(record.standing == .notDecided && !record.passed, "it has not passed")
    #expect((record.overall.imagesNeeded ?? 0) > 4)
    #expect(!Self.gate(pictures, Self.header(failInconclusive: true)).passed)
  }

  @Test func swappingTheSidesNegatesEveryChange() {
    var random = SeededRandom(seed: 3)
    let old = Self.pictures(.baseline) { honest, _ in (honest, honest) }
    let new = Self.pictures(.candidate, bytes: { _, score in Int(1100 * score) }) { honest, _ in
      (honest + 3 * random.uniform(), honest - 2 * random.uniform())
    }
    func swapped(_ pictures: [GatePicture]) -> [GatePicture] {
      pictures.map { picture in
        var result = picture
        result.side = picture.side == .baseline ? .candidate : .baseline
        return result
      }
    }
    let forth = Self.gate(old + new)
    let back = Self.gate(swapped(old + new))
    #expect(forth.changes.count == back.changes.count && forth.changes.count == 48)
    for (a, b) in zip(forth.changes, back.changes) {
      #expect(a.metric == -b.metric)
      #expect(a.groups == b.groups.mapValues { -$0 })
    }
  }

  @Test func bitsAreMadeEqualBeforeAnythingIsCompared() {
    // The candidate spends a fifth more and looks just as much better as the baseline does with a fifth more: nothing
    // changed. Scores are linear in log size, where the curves are exact.
    func size(_ score: Double) -> Int { Int((10_000 * exp(score / 20)).rounded()) }
    let old = Self.pictures(.baseline, bytes: { _, score in size(score) }) { honest, _ in (honest, honest) }
    let new = Self.pictures(.candidate, bytes: { _, score in size(score + 4) }) { honest, _ in (honest + 4, honest + 4)
    }
    let record = Self.gate(old + new)
    #expect(record.changes.allSatisfy { abs($0.metric) < 1e-3 })
    #expect(record.overall.rule == .unchanged)
    let unsized = Self.gate(old + new, Self.header(bitsKnown: false))
    #expect(unsized.changes.allSatisfy { abs($0.metric - 4) < 1e-9 })
    #expect(unsized.savings.isEmpty)
  }

  @Test func sizesThatDoNotOverlapAreLeftOut() {
    let old = Self.pictures(.baseline) { honest, _ in (honest, honest) }
    let new = Self.pictures(.candidate, bytes: { _, score in Int(9000 * score) }) { honest, _ in (honest + 1, honest) }
    let record = Self.gate(old + new)
    #expect(record.changes.isEmpty)
    #expect(record.leftOut == 96)
    #expect(record.overall.rule == .inconclusive)
  }

  @Test func oneRateOfUnequalSizeDecidesNothing() {
    // A fifth more bits buy better pictures by every measure, or one that looks gamed: neither can be told from the other.
    for (score, looks) in [(4.0, 4.0), (0.8, -0.6)] {
      func both(_ factor: Double) -> [GatePicture] {
        Self.pictures(.baseline, rates: 1) { honest, _ in (honest, honest) }
          + Self.pictures(.candidate, rates: 1, bytes: { _, score in Int(1000 * score * factor) }) { honest, _ in
            (honest + score, honest + looks)
          }
      }
      let header = Self.header(rates: ["1"])
      for (factor, change) in [(1.2, 20.0), (0.8, -20)] {
        let record = Self.gate(both(factor), header)
        #expect(record.changes.isEmpty && record.leftOut == 24)
        #expect(record.overall.rule == .inconclusive && record.standing == .notDecided && !record.passed)
        guard case .sizesApart(let percent, oneRateEach: true) = record.overall.obstacle else {
          Issue.record("\(String(describing: record.overall.obstacle))")
          continue
        }
        #expect(abs(percent - change) < 0.01)
        #expect(!Self.gate(both(factor), Self.header(rates: ["1"], failInconclusive: true)).passed)
      }
      // Sizes that are equal for all that matters are compared.
      #expect(Self.gate(both(1.001), header).changes.count == 12)
      // Without sizes the pictures are taken as equal in bits.
      let unsized = Self.gate(both(1.2), Self.header(rates: ["1"], bitsKnown: false))
      #expect(unsized.changes.count == 12 && unsized.overall.obstacle == nil)
    }
  }

  @Test func aPictureThatGainsWhatTheMetricDoesNotSeeIsNoRegression() {
    let pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest - 0.6, honest + 0.6) }
    let record = Self.gate(pictures)
    #expect(record.overall.rule == .betterThanItsScore && record.passed)
    #expect(record.overall.risen == [.structure, .fidelity])
    #expect(!Self.gate(pictures, Self.header(maxRegression: 0.5)).passed, "the metric did fall")
    // A rise within what honest changes do does not make up for the metric's fall.
    let little =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest - 0.6, honest + 0.1) }
    #expect(Self.gate(little).overall.rule == .regression)
  }

  @Test func gamingAtHalfOfTheRatesIsGaming() throws {
    // Gains at the low rates, loses at the high ones, and images disagree about the sum; the panel falls everywhere.
    func record(_ gains: [Double]) -> GateRecord {
      Self.gate(
        Self.pictures(.baseline) { honest, _ in (honest, honest) }
          + Self.pictures(.candidate) { honest, image in
            let rate = Int(honest / 10) - 5
            let disagreement = image % 2 == 0 ? 1.0 : -1.0
            return (honest + gains[rate] + (rate > 1 ? disagreement : 0), honest - 0.8)
          })
    }
    let two = record([1.2, 0.9, -0.3, -0.6])
    #expect(two.rates.map(\.rule).prefix(2) == [.gamed, .gamed] && two.overall.rule == .gamed && !two.passed)
    let rests = try #require(two.overall.restsOnRates)
    #expect(rests.gamed == ["1", "2"] && rests.judged == 4 && rests.otherwise != .gamed)
    let one = record([2.4, -0.3, -0.3, -0.6])
    #expect(one.rates[0].rule == .gamed && one.overall.rule != .gamed && one.overall.restsOnRates == nil)
    // What the metric does not gain over all rates is nobody's claim.
    let none = record([0.4, 0.3, -0.4, -1.0])
    #expect(none.rates[1].rule == .gamed && none.overall.rule != .gamed && one.overall.restsOnRates == nil)
  }

  @Test func littleMovesAreNoFinding() {
    // Structure and fidelity a little up and the metric a little down, by what honest changes do.
    let record = Self.gate(
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
        + Self.pictures(.candidate) { honest, _ in (honest - 0.05, honest + 0.1) })
    #expect(record.overall.rule == .unchanged)
    let more = Self.gate(
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
        + Self.pictures(.candidate) { honest, _ in (honest, honest + 0.5) })
    #expect(more.overall.rule == .betterThanItsScore)
  }

  @Test func whatStoodInTheWayIsNamed() {
    let old = Self.pictures(.baseline) { honest, _ in (honest, honest) }
    let far = Self.pictures(.candidate, bytes: { _, score in Int(9000 * score) }) { honest, _ in (honest + 1, honest) }
    let apart = Self.gate(old + far).overall.obstacle
    guard case .sizesApart(let percent, oneRateEach: false) = apart else {
      Issue.record("\(String(describing: apart))")
      return
    }
    #expect(abs(percent - 800) < 1e-6)
    #expect(Self.gate(old).overall.obstacle == .noPicture(of: .candidate))
    let other = far.map { picture in
      var result = picture
      result.rate = "x"
      return result
    }
    #expect(Self.gate(old + other, Self.header(bitsKnown: false)).overall.obstacle == .nothingInCommon)
  }

  @Test func gamingIsCalledByItsNameWhateverElseIsAskedFor() {
    let pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest + 0.8, honest - 2) }
    let record = Self.gate(pictures, Self.header(maxRegression: 1))
    #expect(record.overall.rule == .gamed && !record.passed)
  }

  @Test func aRegressionIsHeldAgainstTheLimit() {
    let pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest - 0.8, honest - 0.7) }
    for (limit, passes) in [(nil, true), (1.0, true), (0.5, false)] as [(Double?, Bool)] {
      let record = Self.gate(pictures, Self.header(maxRegression: limit))
      #expect(record.overall.rule == .regression && record.passed == passes)
      #expect(record.overall.isBeyondMaxRegression == limit.map { _ in !passes })
    }
  }

  @Test func anUnusablePictureIsCountedAndNeverZero() {
    var pictures =
      Self.pictures(.baseline) { honest, _ in (honest, honest) }
      + Self.pictures(.candidate) { honest, _ in (honest + 0.8, honest + 0.7) }
    pictures[0].scored = nil
    pictures[0].failure = "0.png: truncated"
    let record = Self.gate(pictures)
    #expect(record.leftOut >= 1)
    #expect(record.overall.images == 12)
    #expect(record.overall.rule == .earned)
  }

  @Test func theEndOfALadderIsNoWitness() {
    // Looks worse than the lowest rung: what the members imply is only a bound, so no group can tell.
    let record = Self.gate(
      Self.pictures(.baseline, rates: 1) { honest, _ in (honest, 10) }
        + Self.pictures(.candidate, rates: 1) { honest, _ in (honest + 1, 5) },
      Self.header(rates: [""], bitsKnown: false))
    #expect(record.changes.allSatisfy { $0.groups.isEmpty && $0.metric == 1 })
    #expect(record.overall.rule == .inconclusive)
  }
}
