import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("VSI") struct VSITests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: VSI()) }

  /// VSI.m of the authors, to the five digits that piq's tests/test_vsi.py records.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    let pair = try GoldenPiq.i01()
    let found = try VSI().prepare(pair.reference).evaluate(pair.distorted).score
    #expect(abs(found - 0.96405) < 1e-5)
  }

  /// Pictures smaller and larger than the square of the saliency, odd sizes, blocks of 1 and 2.
  @Test(arguments: [(40, 33), (401, 390)]) func kernelIsItsTwin(width: Int, height: Int) throws {
    let a = RandomPicture(width, height, seed: 1, spread: 250)
    let b = RandomPicture(width, height, seed: 9, spread: 250)
    let found = try VSI().prepare(a.picture).evaluate(b.picture).score
    let expected = VSITwin.score(a.planes, b.planes)
    #expect(abs(found - expected) < 1e-5 * expected)
  }

  /// A picture of one colour has no saliency; in other programs it is rounding noise stretched to 0…1.
  @Test func picturesOfOneColourAreAlike() throws {
    func flat(_ red: Float) -> Picture {
      func plane(_ level: Float) -> Plane<Float> { Plane(width: 66, height: 51, repeating: level) }
      return Picture(
        luma: plane(50), chroma: nil, rgb: RGBPlanes(red: plane(red), green: plane(90), blue: plane(20)), bitDepth: 8)
    }
    let prepared = try VSI().prepare(flat(100))
    #expect(try prepared.evaluate(flat(100)).score == 1)
    #expect(try prepared.evaluate(flat(180)).score == 1)
    #expect(try prepared.evaluate(RandomPicture(66, 51, seed: 2).picture).score < 0.9)
  }
}
