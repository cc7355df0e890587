import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("MDSI") struct MDSITests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: MDSI()) }

  /// MDSI.m of the authors (piq's tests/test_mdsi.py); a grey picture is its three channels.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    let cases: [(GoldenPiq.Pair, Double)] = [
      (Self.asRGB(try GoldenPiq.goldhill()), 0.395910876130775), (try GoldenPiq.i01(), 0.338972600511665),
    ]
    for (pair, expected) in cases {
      let found = try MDSI().prepare(pair.reference).evaluate(pair.distorted).score
      #expect(abs(found - expected) < 1e-6 * expected)
    }
  }

  /// Blocks of 1, 2 and 3 samples, odd sizes, and strong colours that make the root's number negative.
  @Test(arguments: [(40, 33), (399, 403), (650, 641)]) func kernelIsItsTwin(width: Int, height: Int) throws {
    let a = RandomPicture(width, height, seed: 1, spread: 250)
    let b = RandomPicture(width, height, seed: 9, spread: 250)
    let found = try MDSI().prepare(a.picture).evaluate(b.picture).score
    let expected = MDSITwin.score(a.planes, b.planes)
    #expect(abs(found - expected) < 1e-5 * expected)
  }

  /// Pictures that hardly differ keep their digits: one sample moved by one level.
  @Test func smallDifferencesCount() throws {
    let a = RandomPicture(48, 40, seed: 1)
    var rgb = try #require(a.picture.rgb)
    rgb.green.samples[20 * 48 + 20] += 1
    let other = Picture(luma: a.picture.luma, chroma: nil, rgb: rgb, bitDepth: 8)
    let found = try MDSI().prepare(a.picture).evaluate(other).score
    let expected = MDSITwin.score(a.planes, [rgb.red, rgb.green, rgb.blue].map { $0.map { Double($0) } })
    #expect(expected > 0 && abs(found - expected) < 1e-3 * expected)
  }

  /// A grey pair as R'G'B' of three equal planes, not stretched from the limited range.
  private static func asRGB(_ pair: GoldenPiq.Pair) -> GoldenPiq.Pair {
    func joined(_ picture: Picture) -> Picture {
      let plane = picture.luma
      return Picture(
        luma: plane, chroma: nil, rgb: RGBPlanes(red: plane, green: plane, blue: plane), bitDepth: 8)
    }
    return (joined(pair.reference), joined(pair.distorted))
  }
}
