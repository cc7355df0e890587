import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("VIFp") struct VIFpTests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: VIFp()) }

  /// vifp_mscale.m of the authors, to the four digits that piq's tests/test_vif.py records.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    for (pair, expected) in [(try GoldenPiq.goldhill(), 0.2665), (try GoldenPiq.i01(), 0.3147)] {
      let found = try VIFp().prepare(pair.reference).evaluate(pair.distorted).score
      #expect(abs(found - expected) < 1e-4)
    }
  }

  /// Enhanced contrast carries more than the reference's information.
  @Test func moreContrastScoresAboveOne() throws {
    let scene = TestScene.image(width: 120, height: 90, seed: 8)
    let mild = TestDistortion.contrast(gain: 0.6).applied(to: scene)
    let score = try VIFp().prepare(BT709.picture(mild)).evaluate(BT709.picture(scene)).score
    #expect(score > 1.05)
  }
}
