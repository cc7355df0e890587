import AuditRecord
import Raster
import Testing

@testable import Scoring

@Suite("Fitting a gate's limits") struct GateCalibrationTests {
  /// Twelve images' changes: metric and structure about their means, with a spread between images.
  static func moves(_ metric: Double, _ structure: Double, _ random: inout SeededRandom) -> GateMoves {
    let changes = (0..<12).map { image in
      GateChange(
        image: "\(image)", rate: nil, metric: metric + 0.02 * (random.uniform() - 0.5), members: [:],
        groups: [.structure: structure + 0.02 * (random.uniform() - 0.5)])
    }
    return GateMoves(changes, random: &random)
  }

  @Test func limitsLetPassWhatTheTargetSays() {
    var random = SeededRandom(seed: 5)
    // A hundred honest changes, twenty of which raise the metric while structure falls, by 0.1, 0.2 … 2.
    let honest =
      (0..<80).map { _ in Self.moves(0.5, 0.5, &random) }
      + (1...20).map { Self.moves(0.5, -0.1 * Double($0), &random) }
    // The smallest fall is the least a band can be, and a fall must exceed it.
    for (target, alarms) in [(0.0, 0), (0.05, 5), (0.1, 10), (0.5, 19)] {
      let bands = GateCalibration(metricRise: 0.1, groupRise: 0.05, target: target).limits(honest)
      let called = honest.count { $0.rule(bands, maxRegression: nil) == .gamed }
      #expect(called == alarms, "\(target): \(bands)")
      // A group that no change could be judged by accuses nobody.
      #expect(bands.groupFall[.fidelity] == nil)
    }
    let tight = GateCalibration(metricRise: 0.1, groupRise: 0.05, target: 0.05).limits(honest)
    #expect(abs((tight.groupFall[.structure] ?? 0) - 1.5) < 0.1)
  }

  @Test func gainsBeyondThePanelAreBoundedByTheirOwnLimit() {
    var random = SeededRandom(seed: 6)
    let honest = (1...100).map { Self.moves(0.3 + 0.05 * Double($0), 0.2, &random) }
    let bands = GateCalibration(metricRise: 0.1, groupRise: 0.05, target: 0.04).limits(honest)
    #expect(honest.count { $0.rule(bands, maxRegression: nil) == .unearned } == 4)
  }

  @Test func aGroupThatFewImagesCanTellHasNoSay() {
    func moves(_ telling: Int) -> GateMoves {
      var random = SeededRandom(seed: 4)
      return GateMoves(
        (0..<12).map { image in
          GateChange(
            image: "\(image)", rate: nil, metric: 0.5, members: [:],
            groups: image < telling ? [.structure: 0.0, .fidelity: -2] : [.structure: 0])
        }, random: &random)
    }
    #expect(moves(6).rule(GateTests.bands, maxRegression: nil) == .gamed)
    #expect(moves(5).rule(GateTests.bands, maxRegression: nil) != .gamed && moves(5).groups[.fidelity] == nil)
  }

  @Test func partsOfAChangeAreJudgedAsTheWhole() {
    func build(
      _ name: String, _ score: Double, _ looks: Double, noise: Double = 0, codec: String = "c"
    ) -> GateBuild {
      GateBuild(
        name: name, codec: codec,
        pictures: GateTests.gate(
          GateTests.pictures(.baseline) { honest, image in
            let swing = image % 2 == 0 ? noise : -noise
            return (honest + score + swing, honest + looks + swing)
          }
        ).pictures)
    }
    let random = SeededRandom(seed: 9)
    func power(_ candidate: GateBuild) -> [GatePower] {
      GatePower.of(
        ["c": [(build("a", 0, 0), candidate)]], images: [3, 12, 99], draws: 30, header: GateTests.header(),
        random: random)
    }
    let clear = power(build("b", 0.8, -0.6))
    #expect(clear.map(\.images) == [3, 12, 12] && clear.map(\.rates) == [nil, nil, 2])
    #expect(clear.allSatisfy { $0.share(of: .gamed) == 1 && $0.judged == 30 })
    // Where images disagree, few of them now and then fall on one side.
    let noisy = power(build("c", 0.8, -0.6, noise: 2))
    #expect((noisy[0].share(of: .gamed) ?? 1) < 0.5 && noisy[1].share(of: .gamed) == 0)
    let (a, b, other) = (build("a", 0, 0), build("b", 0.8, -0.6), build("a", 0, 0, codec: "d"))
    let honest = GatePower.of(
      ["c": [(a, b), (b, a)], "d": [(other, other)]], images: [6], draws: 40, header: GateTests.header(), random: random
    )
    // There and back: gamed one way, better than its score the other; each codec has as many parts.
    #expect(honest.count == 2 && honest[0].judged == 80 && honest[0].found["d"] == [.unchanged: 40])
    let gamed = honest[0].found["c"]?[.gamed] ?? 0
    #expect((1..<40).contains(gamed) && honest[0].found["c"]?[.betterThanItsScore] == 40 - gamed)
    // Two codecs: one that is called and one that is not.
    let ends = honest[0].interval(of: .gamed, random: random)
    #expect(ends?.lower == 0 && ends?.upper == Double(gamed) / 40)
    #expect(clear[0].interval(of: .gamed, random: random) == nil)
  }

  @Test func changesGoBothWaysAndBuildsThatAreTheSameCountOnce() {
    let builds = [
      GateBuild(
        name: "a", codec: "c", pictures: GateTests.gate(GateTests.pictures(.baseline) { h, _ in (h, h) }).pictures),
      GateBuild(
        name: "b", codec: "c", pictures: GateTests.gate(GateTests.pictures(.baseline) { h, _ in (h, h) }).pictures),
      GateBuild(
        name: "d", codec: "c",
        pictures: GateTests.gate(GateTests.pictures(.baseline) { h, _ in (h + 1, h + 0.5) }).pictures
      ),
      GateBuild(
        name: "e", codec: "other",
        pictures: GateTests.gate(GateTests.pictures(.baseline) { h, _ in (h + 1, h + 0.5) }).pictures),
    ]
    var random = SeededRandom(seed: 8)
    let changes = HonestChanges(of: builds, header: GateTests.header(), random: random)
    let result = GateCalibration(metricRise: 0.1, groupRise: 0.05, target: 0.02)
      .fit(changes, header: GateTests.header(), random: &random)
    #expect(changes.same == ["b"] && changes.builds == ["c": ["a", "d"], "other": ["e"]])
    let null = result.bands.null
    #expect(null?.changes == 2 && null?.builds == 3 && null?.codecs == 2 && null?.images == 12)
    #expect(null?.rates.map(\.alarms) == [0, 0, 0])
    #expect(null?.byRates?.map(\.rates) == [3, 4] && result.plan?.cells.isEmpty == false)
    #expect(null?.panel == GateTests.header().run.votes)
  }

  /// Clopper–Pearson's upper end for nothing seen is 1 − 0.05^(1/n); for 1 of 10 it is 0.3942 (their 1934 tables, and
  /// `scipy.stats.beta.ppf(0.95, 2, 9)`, SciPy 1.17.1).
  @Test func sharesHaveAnUpperEnd() {
    #expect(abs(binomialUpper(share: 0, count: 45) - 0.06440) < 1e-4)
    #expect(abs(binomialUpper(share: 0.1, count: 10) - 0.39416) < 1e-4)
    #expect(binomialUpper(share: 1, count: 10) == 1)
    #expect(binomialUpper(share: 0, count: 0) == 1)
  }

  @Test func theWholeIntervalHasToLieBeyondTheBand() {
    let bands = GateBands(
      metricRise: 0.1, groupFall: [.structure: 0.3], groupRise: [.structure: 0.05], excess: 5)
    var random = SeededRandom(seed: 9)
    let changes = (0..<8).map { image in
      GateChange(
        image: "\(image)", rate: nil, metric: 1, members: [:], groups: [.structure: image % 2 == 0 ? -0.1 : -0.9])
    }
    // The median, −0.5, lies beyond; images that disagree so much do not accuse.
    #expect(GateMoves(changes, random: &random).rule(bands, maxRegression: nil) != .gamed)
    #expect(Self.moves(1, -0.5, &random).rule(bands, maxRegression: nil) == .gamed)
  }

  @Test func theShippedLimitsHoldTheFalseAlarmRate() throws {
    let null = try #require(GateBands.vmafneg.null)
    let gamed = try #require(null.rate(of: .gamed))
    #expect(Double(gamed.alarms) / Double(null.changes) < 0.05)
    #expect(gamed.acrossCodecs < 0.05 && gamed.acrossImages < 0.05)
    #expect(null.changes >= 40 && null.images >= 12)
  }

  @Test func otherMetricsTakeLimitsOfTheirOwnRangeWithoutARate() {
    let info = MetricInfo(
      id: "ssim", title: "SSIM", unit: "", higherIsBetter: true, lowest: 0, highest: 1, group: nil, votes: false)
    let bands = GateBands.calibrated(for: info)
    #expect(bands.null == nil)
    #expect(abs(bands.metricRise - GateBands.vmafneg.metricRise / 100) < 1e-12)
  }
}
