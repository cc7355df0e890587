import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("HaarPSI") struct HaarPSITests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: HaarPSI()) }

  /// Black pictures leave the definition without a value: no coefficient weighs anything.
  @Test func blackPicturesAreAlike() throws {
    let black = Picture(luma: Plane(width: 20, height: 17, repeating: 0), chroma: nil, rgb: nil, bitDepth: 8)
    #expect(abs(try HaarPSI().prepare(black).evaluate(black).score - 1) < 1e-12)
  }

  /// HaarPSI.m of the authors on the I01 pair in colour (piq's tests/test_haarpsi.py), by the plain twin; the twin's grey
  /// form is then the kernel's.
  @Test(.needsShared(GoldenPiq.path)) func twinAgreesWithTheAuthorsProgram() throws {
    let (reference, distorted) = try GoldenPiq.colour()
    #expect(abs(HaarPSITwin.score(reference, distorted) - 0.71706527) < 1e-6)
  }

  @Test(arguments: [(40, 32), (33, 47), (31, 16)]) func kernelIsItsTwin(width: Int, height: Int) throws {
    let a = Plane<Float>.random(width: width, height: height, in: 0...255, seed: 1)
    let b = Plane<Float>.random(width: width, height: height, in: 0...255, seed: 2)
    func picture(_ plane: Plane<Float>) -> Picture { Picture(luma: plane, chroma: nil, rgb: nil, bitDepth: 8) }
    let found = try HaarPSI().prepare(picture(a)).evaluate(picture(b)).score
    let expected = HaarPSITwin.score([a.map { Double($0) }], [b.map { Double($0) }])
    #expect(abs(found - expected) < 1e-5 * expected)
  }
}
