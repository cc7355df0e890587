import Foundation
import ImageFiles
import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("NLPD") struct NLPDTests {
  /// From the twin in Double, relative: single precision leaves a band's small differences fewer digits.
  static let tolerance = 2e-5

  static func score(_ reference: RGBImage, _ distorted: RGBImage) throws -> Double {
    try NLPD().prepare(BT709.picture(reference)).evaluate(BT709.picture(distorted)).score
  }

  @Test func agreesWithTheReferenceProgram() throws {
    try recordedNLPDValues.expectAgreement(of: NLPD())
  }

  @Test(.needsShared("images/dev")) func agreesOnPhotographs() throws {
    for pair in PhotographPair.all {
      let photograph = try ImageReader.read(path: SharedFolder.url.appending(path: pair.path).path).image
      let images = pair.images(of: photograph)
      let expected = try #require(recordedNLPDValues.value("nlpd", pair.name))
      let found = try Self.score(images.reference, images.distorted)
      #expect(
        abs(found - expected) <= RecordedValues.tolerance * expected, "\(pair.name): \(found) against \(expected)")
    }
  }

  /// Sizes around the ends of registers and of levels, odd and even, and those to which black is added.
  @Test(arguments: [
    (1, 1), (2, 130), (9, 7), (40, 30), (127, 129), (128, 128), (129, 127), (130, 136), (131, 137), (145, 192),
    (193, 161),
  ]) func equalsItsTwin(width: Int, height: Int) throws {
    for (bitDepth, distortion) in [
      (8, TestDistortion.noise(deviation: 9, seed: 5)), (16, .sharpen(amount: 0.9)), (8, .contrast(gain: 0.7)),
    ] {
      let reference = TestScene.image(width: width, height: height, seed: 63, bitDepth: bitDepth)
      let distorted = distortion.applied(to: reference)
      let expected = NLPDTwin.score(reference, distorted)
      let found = try Self.score(reference, distorted)
      #expect(abs(found - expected) <= Self.tolerance * expected, "\(found) against \(expected)")
    }
  }

  /// Every band is without a mean: grey pictures of any level are the same.
  @Test func brightnessAloneIsNotSeen() throws {
    func grey(_ level: UInt16) -> RGBImage {
      let plane = Plane(width: 150, height: 140, repeating: level)
      return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
    }
    #expect(try Self.score(grey(30), grey(220)) < 1e-4)
  }

  /// Masking: the same noise reads less where the reference has detail of its own.
  @Test func detailHidesNoise() throws {
    let flat = RGBImage(
      red: Plane(width: 192, height: 160, repeating: 120), green: Plane(width: 192, height: 160, repeating: 120),
      blue: Plane(width: 192, height: 160, repeating: 120), bitDepth: 8)
    let busy = TestDistortion.noise(deviation: 30, seed: 6).applied(to: flat)
    let noise = TestDistortion.noise(deviation: 4, seed: 7)
    let (onFlat, onBusy) = try (
      Self.score(flat, noise.applied(to: flat)), Self.score(busy, noise.applied(to: busy))
    )
    #expect(onBusy < 0.7 * onFlat, "\(onBusy), \(onFlat)")
  }
}
