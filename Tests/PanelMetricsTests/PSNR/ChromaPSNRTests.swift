import MetricKit
import PanelMetrics
import Raster
import Testing

@Suite("PSNR of chroma") struct ChromaPSNRTests {
  @Test(arguments: ChromaPSNR.Component.allCases) func agreesWithItsFormula(_ component: ChromaPSNR.Component) throws {
    try recordedPiqValues.expectAgreement(of: ChromaPSNR(component))
  }

  static func picture(cb: Float, cr: Float, size: Int = 2, bitDepth: Int = 8) -> Picture {
    let chroma = Picture.Chroma(
      cb: Plane(width: size, height: size, repeating: cb), cr: Plane(width: size, height: size, repeating: cr))
    return Picture(luma: Plane(width: 4, height: 4, repeating: 50), chroma: chroma, rgb: nil, bitDepth: bitDepth)
  }

  /// Only the plane asked for counts, at the resolution it has: 20·log10(255/2) and 20·log10(1023/4).
  @Test func onePlaneCounts() throws {
    let eight = try ChromaPSNR(.cb).prepare(Self.picture(cb: 100, cr: 90))
    #expect(abs(try eight.evaluate(Self.picture(cb: 102, cr: 30)).score - 42.110203695399477) < 1e-9)
    #expect(try eight.evaluate(Self.picture(cb: 100, cr: 30)).score == 60)
    let ten = try ChromaPSNR(.cr).prepare(Self.picture(cb: 100, cr: 90, bitDepth: 10))
    #expect(abs(try ten.evaluate(Self.picture(cb: 7, cr: 94, bitDepth: 10)).score - 48.15631284768395) < 1e-9)
  }

  @Test func missingAndUnequalChromaIsNamed() throws {
    let mono = Picture(luma: Plane(width: 4, height: 4, repeating: 50), chroma: nil, rgb: nil, bitDepth: 8)
    #expect(throws: MetricError.missingPlanes(metric: "psnr_cr", needs: "Cb and Cr")) {
      try ChromaPSNR(.cr).prepare(mono)
    }
    let prepared = try ChromaPSNR(.cr).prepare(Self.picture(cb: 1, cr: 1))
    #expect(throws: MetricError.mismatch("the reference's chroma is 2×2, the distorted picture's 4×4")) {
      try prepared.evaluate(Self.picture(cb: 1, cr: 1, size: 4))
    }
  }
}
