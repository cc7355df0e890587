import AuditRecord
import QualityMetrics
import Raster
import TestSupport
import Testing

@testable import AuditRunner

@Suite("Witnesses") struct WitnessesTests {
  static func darkened(_ image: RGBImage) -> Picture {
    BT709.picture(
      RGBImage(
        red: image.red.map { $0 * 4 / 5 }, green: image.green.map { $0 * 4 / 5 }, blue: image.blue.map { $0 * 4 / 5 },
        bitDepth: 8))
  }

  /// What a member cannot say it gives a reason for, and no value.
  @Test func aMemberWithoutAValueHasAReason() throws {
    let small = BT709.picture(TestScene.image(width: 100, height: 90, seed: 3))
    let witnesses = try Witnesses(
      metric: try #require(MetricRegistry.metric("psnr")),
      panel: ["msssim", "gmsd"].compactMap { MetricRegistry.metric($0) }, reference: small)
    let scored = try witnesses.measure(small)
    #expect(Set(scored.panel.keys) == ["gmsd"] && scored.missing?.keys.map { $0 } == ["msssim"])
    #expect(scored.missing?["msssim"]?.contains("smaller than 161×161") == true)
  }

  /// Members that are prepared one after the other for each picture say what they say prepared together, whatever they
  /// share, and give the same reasons where they say nothing.
  @Test func membersInTurnSayTheSame() throws {
    let reference = TestScene.image(width: 168, height: 172, seed: 3)
    let panel = MetricRegistry.panel
    let metric = try #require(MetricRegistry.metric("vmafneg"))
    let together = try Witnesses(metric: metric, panel: panel, reference: BT709.picture(reference))
    let inTurn = try Witnesses(metric: metric, panel: panel, reference: BT709.picture(reference), inTurn: true)
    for distortion in [TestDistortion.blocks(step: 20), .blur(passes: 2)] {
      let picture = BT709.picture(distortion.applied(to: reference))
      let (a, b) = (try together.measure(picture), try inTurn.measure(picture))
      #expect(a == b)
      #expect(Set(a.panel.keys).union(a.missing?.keys.map { $0 } ?? []) == Set(panel.map(\.descriptor.id)))
      #expect(a.panel.count > 10)
    }
    let large = BT709.picture(TestScene.image(width: 200, height: 172, seed: 3))
    #expect(throws: MetricError.self) { try together.measure(large) }
  }

  /// A change of tone is measured beside the picture: the panel's values of the matched picture, and none where it hardly
  /// differs.
  @Test func theMatchedPictureIsMeasuredToo() throws {
    let image = TestScene.image(width: 168, height: 172, seed: 3)
    let reference = BT709.picture(image)
    let witnesses = try Witnesses(
      metric: try #require(MetricRegistry.metric("vmafneg")),
      panel: ["psnr", "delta_e_ab"].compactMap { MetricRegistry.metric($0) }, reference: reference)
    #expect(try witnesses.measure(reference).tone == nil)
    let dark = Self.darkened(image)
    let measured = try witnesses.measure(dark)
    let tone = try #require(measured.tone)
    let match = try #require(ToneMatch(of: dark, against: reference.luma))
    #expect(tone.gain == match.gain && tone.offset == match.offset && tone.shift == match.shift && tone.shift < 0)
    let matched = try witnesses.measure(match.applied(to: dark))
    #expect(tone.panel == matched.panel && matched.score != measured.score)
    let psnr = (own: try #require(measured.panel["psnr"]), matched: try #require(tone.panel["psnr"]))
    #expect(psnr.matched > psnr.own + 15)
  }

  /// Members that are only shown decide nothing: they read the picture, and are spared the matched one.
  @Test(arguments: [false, true]) func membersThatAreShownDoNotReadTheMatchedPicture(inTurn: Bool) throws {
    let image = TestScene.image(width: 168, height: 172, seed: 3)
    let reference = BT709.picture(image)
    let metric = try #require(MetricRegistry.metric("vmafneg"))
    let shown = LumaMetric(id: "shown", bytesPerPixel: 1, votes: false)
    let panel = MetricRegistry.panel + [shown]
    let witnesses = try Witnesses(metric: metric, panel: panel, reference: reference, inTurn: inTurn)
    let measured = try witnesses.measure(Self.darkened(image))
    let votes = panel.filter { MetricInfo($0.descriptor, votesOn: metric.descriptor).votes }.map(\.descriptor.id)
    #expect(Set(try #require(measured.tone).panel.keys) == Set(votes) && votes.count < MetricRegistry.panel.count)
    #expect(Set(measured.panel.keys) == Set(panel.map(\.descriptor.id)))
    #expect(shown.log.pictures.count == 1)
  }

  /// What the audited metric has said already is not asked again.
  @Test func aKnownScoreIsTaken() throws {
    let metric = LumaMetric()
    let picture = BT709.picture(TestScene.image(width: 32, height: 32, seed: 3))
    let witnesses = try Witnesses(metric: metric, panel: [LumaMetric(id: "half", bytesPerPixel: 1)], reference: picture)
    let scored = try witnesses.measure(picture, scored: Evaluation(score: -7, features: ["f": 1]))
    #expect(scored.score == -7 && scored.features == ["f": 1] && scored.panel == ["half": 0])
    #expect(metric.log.pictures.isEmpty)
  }
}
