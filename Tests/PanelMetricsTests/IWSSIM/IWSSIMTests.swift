import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("IW-SSIM") struct IWSSIMTests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: IWSSIM()) }

  /// iwssim.m of the authors (piq's tests/test_iw_ssim.py). In its I01 case piq hands over the noisy picture as the
  /// reference: 0.946804801 is the value of the exchanged pair.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    let goldhill = try GoldenPiq.goldhill()
    let i01 = try GoldenPiq.i01()
    let exchanged = (reference: i01.distorted, distorted: i01.reference)
    let cases: [(GoldenPiq.Pair, Double)] = [(goldhill, 0.886297251092821), (exchanged, 0.946804801436296)]
    for (pair, expected) in cases {
      let found = try IWSSIM().prepare(pair.reference).evaluate(pair.distorted).score
      #expect(abs(found - expected) < 1e-5 * expected)
    }
  }

  /// Everything that the twin does otherwise: whole-window sums, zeros inserted before the window, a matrix inverted and a
  /// determinant for the product over eigenvalues.
  @Test(arguments: [(176, 161), (163, 170)]) func kernelIsItsTwin(width: Int, height: Int) throws {
    let a = RandomPicture(width, height, seed: 1, spread: 60)
    let b = RandomPicture(width, height, seed: 9, spread: 60)
    let found = try IWSSIM().prepare(a.picture).evaluate(b.picture).score
    let expected = IWSSIMTwin.score(a.planes[1], b.planes[1])
    #expect(abs(found - expected) < 1e-6 * expected)
  }

  /// piq cannot invert the covariance of nothing.
  @Test func flatReferenceHasAValue() throws {
    let flat = Picture(luma: Plane(width: 170, height: 165, repeating: 90), chroma: nil, rgb: nil, bitDepth: 8)
    let other = RandomPicture(170, 165, seed: 3).picture
    let prepared = try IWSSIM().prepare(flat)
    #expect(try prepared.evaluate(flat).score == 1)
    let score = try prepared.evaluate(Picture(luma: other.luma, chroma: nil, rgb: nil, bitDepth: 8)).score
    #expect(score > 0 && score < 0.9)
  }
}
