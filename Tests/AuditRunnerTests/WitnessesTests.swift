import AuditRecord
import QualityMetrics
import Raster
import Testing
import TestSupport

@testable import AuditRunner

@Suite("Witnesses") struct WitnessesTests {
  /// What a member cannot say it gives a reason for, and no value.
  @Test func aMemberWithoutAValueHasAReason() throws {
    let small = BT709.picture(TestScene.image(width: 100, height: 90, seed: 3))
    let witnesses = try Witnesses(
      metric: try #require(MetricRegistry.metric("psnr")),
      panel: ["msssim", "gmsd"].compactMap { MetricRegistry.metric($0) }, reference: small)
    let scored = try witnesses.measure(small)
    #expect(Set(scored.panel.keys) == ["gmsd"] && Set(scored.missing.keys) == ["msssim"])
    #expect(scored.missing["msssim"]?.contains("smaller than 161×161") == true)
  }
}
