import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("SSIM") struct SSIMTests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: SSIM()) }

  /// ssim.m of Z. Wang on the goldhill pair, to the four digits that piq's tests/test_ssim.py records. That program halves
  /// pictures of 512×512 first (means of 2×2), which this metric does not.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    let pair = try GoldenPiq.goldhill()
    let score = try SSIM().prepare(halved(pair.reference)).evaluate(halved(pair.distorted)).score
    #expect(abs(score - 0.8202) < 1e-4)
  }

  /// The mean over R, G and B of the I01 pair, halved as well; piq's tests hold it to 1e-2 only.
  @Test(.needsShared(GoldenPiq.path)) func agreesOnColour() throws {
    let scores = try GoldenPiq.channels().map {
      try SSIM().prepare(halved($0.reference)).evaluate(halved($0.distorted)).score
    }
    #expect(abs(scores.reduce(0, +) / 3 - 0.7842) < 1e-2)
  }

  /// MS-SSIM's finest scale gives SSIM; where MS-SSIM cannot take the picture SSIM is prepared by itself.
  @Test(arguments: [(200, 170), (100, 90)]) func isReadOffMultiScaleSSIM(width: Int, height: Int) throws {
    let scene = TestScene.image(width: width, height: height, seed: 9)
    let (reference, other) = (
      BT709.picture(scene), BT709.picture(TestDistortion.blocks(step: 30).applied(to: scene))
    )
    let panel = PreparedMetrics([SSIM(), GMSD(), MultiScaleSSIM()], reference: reference)
    #expect(panel.computationCount == 2)
    let evaluations = panel.evaluate(other)
    #expect(evaluations.map(\.id) == (width < 161 ? ["ssim", "gmsd"] : ["ssim", "gmsd", "msssim"]))
    for (id, evaluation) in evaluations {
      #expect(try PanelMembers.member(id).prepare(reference).evaluate(other).score == evaluation.score)
    }
  }

  /// A metric that cannot take the picture says why, in its place among the others.
  @Test func whatCannotTakeThePictureSaysWhy() throws {
    let small = BT709.picture(TestScene.image(width: 100, height: 90, seed: 9))
    let results = PreparedMetrics([MultiScaleSSIM(), GMSD()], reference: small).results(of: small)
    #expect(results.map(\.id) == ["msssim", "gmsd"])
    guard case .failure(let missing) = results[0].result, case .success = results[1].result else {
      Issue.record("\(results)")
      return
    }
    #expect(missing.reason.contains("100×90 is smaller than 161×161"), "\(missing.reason)")
  }

  private func halved(_ picture: Picture) -> Picture {
    let luma = picture.luma
    var half = Plane<Float>(width: luma.width / 2, height: luma.height / 2, repeating: 0)
    for y in 0..<half.height {
      for x in 0..<half.width {
        let top = luma[2 * x, 2 * y] + luma[2 * x + 1, 2 * y]
        half[x, y] = (top + luma[2 * x, 2 * y + 1] + luma[2 * x + 1, 2 * y + 1]) / 4
      }
    }
    return Picture(luma: half, chroma: nil, rgb: nil, bitDepth: 8)
  }
}
