import MetricKit
import PanelMetrics
import Raster
import Testing

@Suite("PSNR of Y'CbCr") struct WeightedPSNRTests {
  @Test func agreesWithLibvmaf() throws { try recordedFidelityValues.expectAgreement(of: WeightedPSNR()) }

  /// Luma equal (60 dB), Cb off by 2 (42.1102 dB), Cr off by 60 (12.5678 dB).
  @Test func lumaWeighsSix() throws {
    let prepared = try WeightedPSNR().prepare(ChromaPSNRTests.picture(cb: 100, cr: 90))
    let score = try prepared.evaluate(ChromaPSNRTests.picture(cb: 102, cr: 30)).score
    #expect(abs(score - (6 * 60 + 42.110203695399477 + 12.567778608217) / 8) < 1e-6)
  }

  @Test func missingChromaIsNamed() throws {
    let mono = Picture(luma: Plane(width: 4, height: 4, repeating: 50), chroma: nil, rgb: nil, bitDepth: 8)
    #expect(throws: MetricError.missingPlanes(metric: "psnr_ycbcr", needs: "Cb and Cr")) {
      try WeightedPSNR().prepare(mono)
    }
  }
}
