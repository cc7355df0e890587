import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("FSIM and FSIMc") struct FSIMTests {
  @Test func agreesWithPiq() throws {
    try recordedPiqValues.expectAgreement(of: FSIM())
    try recordedPiqValues.expectAgreement(of: FSIMc())
  }

  /// FeatureSIM.m of the authors, to the five digits that piq's tests/test_fsim.py records.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    let (goldhill, i01) = (try GoldenPiq.goldhill(), try GoldenPiq.i01())
    let cases: [(any QualityMetric, GoldenPiq.Pair, Double)] = [
      (FSIM(), goldhill, 0.89691), (FSIM(), i01, 0.93674), (FSIMc(), i01, 0.92587),
    ]
    for (metric, pair, expected) in cases {
      let found = try metric.prepare(pair.reference).evaluate(pair.distorted).score
      #expect(abs(found - expected) < 1e-4)
    }
  }

  /// Even and odd sizes, a prime that needs the chirp, and blocks of 2.
  @Test(arguments: [(40, 32), (33, 29), (58, 41), (384, 385)]) func kernelIsItsTwin(width: Int, height: Int) throws {
    let a = RandomPicture(width, height, seed: 1)
    let b = RandomPicture(width, height, seed: 9)
    let found = try FSIM().prepare(a.picture).evaluate(b.picture).score
    let expected = FSIMTwin.score(a.planes[1], b.planes[1])
    #expect(abs(found - expected) < 1e-5 * expected)
    let colour = try FSIMc().prepare(a.picture).evaluate(b.picture).score
    let expectedColour = FSIMTwin.colourScore(a.planes, b.planes)
    #expect(abs(colour - expectedColour) < 1e-5 * expectedColour)
  }

  /// Their phase congruency is rounding noise in other programs.
  @Test func flatPicturesAreAlike() throws {
    func flat(_ level: Float) -> Picture {
      Picture(luma: Plane(width: 66, height: 51, repeating: level), chroma: nil, rgb: nil, bitDepth: 8)
    }
    let prepared = try FSIM().prepare(flat(100))
    #expect(try prepared.evaluate(flat(100)).score == 1)
    #expect(try prepared.evaluate(flat(103)).score == 1)
    let textured = RandomPicture(66, 51, seed: 2).picture
    #expect(try prepared.evaluate(textured).score < 0.7)
  }
}
