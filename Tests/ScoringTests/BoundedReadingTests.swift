import AuditRecord
import Raster
import Testing

@testable import Scoring

/// What lies beyond a ladder, or below the visible, is a bound: in a gate, a run and a comparison of losses alike.
@Suite("Bounded readings") struct BoundedReadingTests {
  /// A colour difference of which less than 2 is not seen.
  private static var colour: MetricInfo {
    var info = Sample.info("c", .colour, higherIsBetter: false)
    info.justVisible = 2
    return info
  }

  private static let header = Sample.header(panel: Sample.panel + [colour])

  /// Two ladders: JPEG's reaches down to a difference of 9, WebP's to 5.
  private static func ladders(_ image: String = "a.png") -> [LadderRecord] {
    [("jpeg", [9.0, 7, 5, 3, 0]), ("webp", [5, 4, 3.5, 2.5, 0])].map { codec, differences in
      var ladder = Sample.ladder(image: image, codec: codec)
      for (index, difference) in differences.enumerated() { ladder.rungs[index].panel["c"] = difference }
      return ladder
    }
  }

  private static func readings(_ difference: Double, looksLike: Double = 70) -> [PanelReading] {
    var panel = Sample.panelValues(looksLike)
    panel["c"] = difference
    return PanelScale(image: "a.png", ladders: ladders(), header: header)
      .readings(of: .init(score: looksLike, features: [:], panel: panel))
  }

  private static func change(_ before: Double, _ after: Double) -> BoundedValue? {
    PanelScale(image: "a.png", ladders: ladders(), header: header)
      .boundedChanges(from: readings(before), to: readings(after))[.colour]
  }

  @Test func aLadderThatReachesIsReadAloneAndABoundIsTakenBeyondAll() throws {
    // Both ladders reach.
    #expect(Self.change(3, 4)?.isKnown == true)
    // JPEG's alone reaches: 60 at a difference of 5, 40 at 7.
    let deep = try #require(Self.change(5, 7))
    #expect(deep.isKnown && abs(deep.value + 20) < 1e-9)
    // Beyond both: at most what the lowest rungs say.
    let beyond = try #require(Self.change(5, 15))
    #expect(beyond.bound == .atMost && beyond.value <= -20)
    #expect(Self.change(15, 5)?.bound == .atLeast)
    #expect(Self.change(15, 20) == nil)
  }

  @Test func whatNobodySeesIsNoReadingButABound() throws {
    #expect(Self.change(1.9, 0.3) == nil)
    let ruined = try #require(Self.change(1.5, 8))
    #expect(ruined.bound == .atMost && ruined.value < -50)
    #expect(try #require(Self.change(8, 1.5)).bound == .atLeast)
    // From invisible to beyond every ladder: both bounds on one side.
    #expect(try #require(Self.change(1.5, 20)).bound == .atMost)
    #expect(Self.readings(1.5).last?.implied == nil, "silent")
    #expect(Self.readings(1.5).last?.impliedByLadder["jpeg"]?.bound == .unseen)
  }

  @Test func aCaseReadsAtLeastBeyondAllLaddersAndNothingBelowTheVisible() {
    func judged(_ difference: Double) -> CaseRecord {
      var measurement = Sample.measurement(score: 90, looksLike: 90)
      measurement.attacked?.panel["c"] = difference
      return score(measurement, ladders: Self.ladders(), header: Self.header)
    }
    #expect(judged(12).atLeast && judged(12).inflation == 70)
    #expect(!judged(8).atLeast && judged(8).verdict == .failed, "one ladder reaches")
    #expect(judged(1).inflationByGroup[.colour] == nil && judged(1).verdict == .passed)
  }

  /// The more a candidate ruins colour, the more the colour group says, up to the ladder's end and beyond it.
  @Test func theWorstDamageIsHeard() {
    func rule(_ damage: Double) -> (GateRule, Double?, InflationBound?) {
      func pictures(_ side: GateSide, _ colour: @escaping (Int) -> Double, better: Double) -> [GatePicture] {
        GateTests.pictures(side, bytes: { _, score in Int(1000 * score) }) { honest, _ in
          (honest + better, honest + better)
        }.enumerated().map { index, picture in
          var result = picture
          result.scored?.panel["c"] = colour(index % 4)
          return result
        }
      }
      var header = GateTests.header()
      header.run = Self.header
      header.bands.groupFall[.colour] = 1.2
      header.bands.groupRise[.colour] = 0.05
      var random = SeededRandom(seed: 7)
      let record = scoreGate(
        pictures(.baseline, { [8.0, 6, 4, 1.5][$0] }, better: 0)
          + pictures(.candidate, { [8.0, 6, 4, 1.5][$0] + damage }, better: 1),
        ladders: (0..<12).flatMap { Self.ladders("\($0).png") }, header: header, random: &random)
      return (record.overall.rule, record.overall.groups[.colour]?.value, record.overall.bounded?[.colour])
    }
    let falls = [1.0, 2, 4, 8, 16].map(rule)
    for (rule, fall, _) in falls {
      #expect(rule == .contested && (fall ?? 0) < -1.2)
    }
    #expect(zip(falls, falls.dropFirst()).allSatisfy { ($0.1 ?? 0) >= ($1.1 ?? 0) })
    #expect(falls.last?.2 == .atMost)
    #expect(rule(0).0 == .earned)
  }
}
