import AuditRecord
import Raster
import Testing

@testable import Scoring

@Suite("Losses against the panel") struct LossScoringTests {
  private static func info(_ id: String, _ group: PanelGroup?) -> MetricInfo {
    MetricInfo(
      id: id, title: id, unit: "", higherIsBetter: true, lowest: 0, highest: 100, group: group, votes: group != nil)
  }

  private static let header = RunHeader(
    toolVersion: "", startedAt: "", metric: info("m", nil),
    panel: [info("s", .structure), info("f", .fidelity)], suite: "", attacks: [], ladders: ["jpeg": 3], datasets: [],
    seed: 1, shard: nil, limit: 6, limitWasAsked: false, colour: "", images: ["x"], skippedFiles: 0)

  /// A ladder on which every member has the metric's own value.
  private static let ladder = LadderRecord(
    image: "x", codec: "jpeg",
    rungs: stride(from: 0.0, through: 100, by: 10).map {
      LadderRecord.Rung(quality: $0, bytes: 1, score: $0, panel: ["s": $0, "f": $0])
    })

  private static let scale = PanelScale(image: "x", ladders: [ladder], header: header)

  private func picture(_ s: Double, _ f: Double, loss: Double, isHonest: Bool = true) -> RankedPicture {
    let measured = CaseMeasurement.Scored(score: 50, features: [:], panel: ["s": s, "f": f])
    let readings = Self.scale.readings(of: measured)
    return RankedPicture(
      isHonest: isHonest, loss: loss, readings: readings,
      implied: Self.scale.impliedScores(readings))
  }

  private func ordering(_ pictures: [RankedPicture]) -> LossRecord.Ordering {
    LossRecord.Ordering("x", loss: "l", pictures: pictures, scale: Self.scale, margin: 0.5)
  }

  @Test func impliedScoresAreTheLadders() {
    #expect(picture(70, 30, loss: 0).implied == [.structure: 70, .fidelity: 30])
  }

  @Test func aLossThatFollowsThePanelInvertsNothing() {
    let result = ordering([
      picture(30, 30, loss: 3), picture(60, 60, loss: 2), picture(90, 90, loss: 1, isHonest: false),
    ])
    #expect(result.honestPairs == 1 && result.honestInverted == 0)
    #expect(result.attackedPairs == 2 && result.attackedInverted == 0)
    #expect(result.correlation == 1)
  }

  @Test func preferringTheWorseIsAnInversionAndATieIsNot() {
    let result = ordering([picture(30, 30, loss: 1), picture(60, 60, loss: 2), picture(90, 90, loss: 2)])
    #expect(result.honestPairs == 3 && result.honestInverted == 2)
    let backwards = ordering([picture(30, 30, loss: 1), picture(60, 60, loss: 2)])
    #expect(backwards.correlation == -1)
  }

  @Test func groupsThatContradictEachOtherDecideNothing() {
    #expect(ordering([picture(30, 60, loss: 1), picture(60, 30, loss: 2)]).honestPairs == 0)
    // A contradiction within the margin is none.
    #expect(ordering([picture(30, 60.4, loss: 1), picture(60, 60, loss: 2)]).honestPairs == 1)
    #expect(ordering([picture(60, 60.4, loss: 1), picture(60.4, 60, loss: 2)]).honestPairs == 0)
  }

  /// Against the definition, and a published example: ranks of a tie are its mean.
  @Test func rankCorrelationTakesTiesAtTheirMean() throws {
    #expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 25]) == 0.8)
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5/√(4.5·5).
    #expect(abs(try #require(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])) - 0.948683298050514) < 1e-12)
    #expect(rankCorrelation([1, 1], [1, 2]) == nil && rankCorrelation([], []) == nil)
  }

  private func descent(_ image: String, _ attack: String, _ metric: Double, _ s: Double, _ f: Double)
    -> LossLine.Descent
  {
    LossLine.Descent(
      image: image, loss: "l", attack: attack, start: "jpeg:30", lossBefore: 1, lossAfter: metric > 0 ? 0.5 : 1,
      metricChange: metric, groupChanges: [.structure: s, .fidelity: f])
  }

  /// The attacks leave chroma alone: that colour stays says nothing of what they did.
  @Test func colourConfirmsNothing() {
    var descent = descent("x", "a", 5, 3, 4)
    descent.groupChanges[.colour] = 0
    #expect(descent.confirmed == 3 && descent.unearned == 2)
    descent.groupChanges = [.colour: 0]
    #expect(descent.confirmed == nil && descent.unearned == nil)
  }

  /// Gamed is what gains for sure what the panel does not confirm, and most of it.
  @Test(arguments: [
    (4.0, 1.0, RunSummary.Interval(value: 3, lower: 0.5, upper: 5), LossSummary.Finding.gamed),
    (4, 1, .init(value: 3), .gamed), (4, 1, .init(value: 3, lower: -0.5, upper: 5), .confirmed),
    (4, 2, .init(value: 2, lower: 1, upper: 3), .confirmed), (4, -2, .init(value: -1), .confirmed),
  ])
  func whatIsGamed(
    metric: Double, confirmed: Double, unearned: RunSummary.Interval, expected: LossSummary.Finding
  ) {
    var all = LossSummary.Susceptibility(
      attack: nil, descents: 1, moved: 1, metricChange: .init(value: metric), groupChanges: [:],
      confirmed: .init(value: confirmed), unearned: unearned, shareWorse: 0)
    #expect(finding(all) == expected)
    all.confirmed = nil
    #expect(finding(all) == nil)
  }

  @Test func summariesCountImagesOnce() throws {
    var random = SeededRandom(seed: 1)
    let orderings = [
      LossRecord.Ordering(
        image: "x", loss: "l", honestPairs: 10, honestInverted: 1, attackedPairs: 4, attackedInverted: 2,
        correlation: 0.5),
      LossRecord.Ordering(
        image: "y", loss: "l", honestPairs: 20, honestInverted: 6, attackedPairs: 0, attackedInverted: 0,
        correlation: nil),
    ]
    let descents = [
      descent("x", "a", 4, -1, 2), descent("x", "b", 6, -3, 2), descent("y", "a", 0, 0.25, 1),
      descent("y", "b", 2, -0.25, -4),
    ]
    let rows = summariseLosses(
      ["l", "other"], attacks: ["a", "b"], orderings: orderings, descents: descents, margin: 0.5, random: &random)
    let row = try #require(rows.first)
    #expect(row.honestPairs == 30 && abs((row.honestInversions?.value ?? 0) - 0.2) < 1e-12)
    // Two images have no interval.
    #expect(row.honestInversions?.ends == nil && row.honestInversions?.lower == nil)
    #expect(row.attackedPairs == 4 && row.attackedInversions?.value == 0.5 && row.correlation?.value == 0.5)
    let all = row.susceptibility[0]
    #expect(all.attack == nil && all.descents == 4 && all.moved == 3)
    // Medians of x: metric 5, structure −2, confirmed −2, unearned 7; of y: 1, 0, −1.875, 2.875.
    #expect(all.metricChange?.value == 3 && all.groupChanges[.structure]?.value == -1)
    #expect(all.confirmed?.value == -1.9375 && all.shareWorse == 0.75)
    #expect(all.unearned?.value == 4.9375)
    #expect(row.susceptibility.map(\.attack) == [nil, "a", "b"] && row.finding == .gamed)
    #expect(rows[1].correlation == nil && rows[1].susceptibility[0].descents == 0)
    #expect(rows[1].susceptibility[0].confirmed == nil && rows[1].finding == nil)
  }
}
