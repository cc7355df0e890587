import Foundation
import ImageFiles
import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("Butteraugli") struct ButteraugliTests {
  /// The program prints six decimals of the norm, and not every sum is taken in its order: 6e-6 of the distances measured.
  /// The panel promises 1e-4; what is asked for here also finds a lost rounding.
  static let tolerance = 2e-5

  static func distances(_ reference: RGBImage, _ distorted: RGBImage) throws -> (maximum: Double, threeNorm: Double) {
    let evaluation = try Butteraugli(.threeNorm).prepare(BT709.picture(reference)).evaluate(BT709.picture(distorted))
    let maximum = try #require(Butteraugli(.maximum).reading(of: evaluation))
    return (maximum.score, evaluation.score)
  }

  @Test(arguments: Butteraugli.Pooling.allCases) func agreesWithTheProgram(pooling: Butteraugli.Pooling) throws {
    try recordedButteraugliValues.expectAgreement(of: Butteraugli(pooling), tolerance: Self.tolerance)
  }

  @Test(.needsShared("images/dev")) func agreesOnPhotographs() throws {
    for pair in PhotographPair.all {
      let photograph = try ImageReader.read(path: SharedFolder.url.appending(path: pair.path).path).image
      let images = pair.images(of: photograph)
      let found = try Self.distances(images.reference, images.distorted)
      for (id, value) in [("butteraugli", found.maximum), ("butteraugli_3norm", found.threeNorm)] {
        let expected = try #require(recordedButteraugliValues.value(id, pair.name))
        #expect(abs(value - expected) <= Self.tolerance * expected, "\(pair.name): \(value), \(expected)")
      }
    }
  }

  /// The twin has neither the program's rounding nor its approximations, which together move values by up to 1e-4 where a
  /// picture is not flat.
  static let twinTolerance = 3e-4

  @Test(arguments: [(8, 8), (9, 8), (15, 14), (15, 15), (17, 33), (40, 32), (33, 47), (70, 41)])
  func kernelIsItsTwin(width: Int, height: Int) throws {
    let scene = TestScene.image(width: width, height: height, seed: UInt64(width + height))
    for distortion in [TestDistortion.noise(deviation: 8, seed: 5), .blur(passes: 3), .blocks(step: 40)] {
      let other = distortion.applied(to: scene)
      let pictures = (BT709.picture(scene), BT709.picture(other))
      let expected = ButteraugliTwin.distances(
        BT709.rgbPlanes(of: pictures.0), BT709.rgbPlanes(of: pictures.1))
      let found = try Self.distances(scene, other)
      #expect(abs(found.maximum - expected.maximum) < Self.twinTolerance * expected.maximum, "\(distortion)")
      #expect(abs(found.threeNorm - expected.threeNorm) < Self.twinTolerance * expected.threeNorm, "\(distortion)")
    }
  }

  /// A flat picture and one level more of red: `butteraugli_main` of libjxl 0.7.0 (Debian 0.7.0-10+deb12u1) on 200×150
  /// PPM files of #808080 and #818080, 2026-11-26. Here LF's rounding decides the fourth digit (3e-4 off in Double).
  @Test func oneLevelOnAFlatPicture() throws {
    func flat(_ red: UInt16) -> RGBImage {
      let grey = Plane<UInt16>(width: 200, height: 150, repeating: 128)
      return RGBImage(
        red: Plane(width: 200, height: 150, repeating: red), green: grey, blue: grey, bitDepth: 8)
    }
    let found = try Self.distances(flat(128), flat(129))
    #expect(abs(found.maximum - 1.0793980360) < 1e-5)
    #expect(abs(found.threeNorm - 1.079301) < 1e-5)
  }

  /// Detail of one picture masks errors, that of the other does not; what is gone costs other than what was added.
  @Test func thePicturesMayNotChangePlaces() throws {
    let scene = TestScene.image(width: 120, height: 90, seed: 8)
    let blurred = TestDistortion.blur(passes: 4).applied(to: scene)
    let (lost, added) = (try Self.distances(scene, blurred), try Self.distances(blurred, scene))
    #expect(lost.threeNorm != added.threeNorm)
    #expect(lost.maximum != added.maximum)
  }

  @Test func theNormNeverExceedsTheMaximum() throws {
    let scene = TestScene.image(width: 90, height: 64, seed: 9)
    for distortion in [TestDistortion.shift(levels: 5), .noise(deviation: 3, seed: 1), .sharpen(amount: 1)] {
      let found = try Self.distances(scene, distortion.applied(to: scene))
      #expect(found.threeNorm > 0 && found.threeNorm <= found.maximum)
    }
  }

  /// The panel computes the map once for both members.
  @Test func bothMembersShareOneMap() throws {
    let scene = TestScene.image(width: 90, height: 64, seed: 9)
    let (reference, other) = (
      BT709.picture(scene), BT709.picture(TestDistortion.blocks(step: 30).applied(to: scene))
    )
    let panel = PreparedMetrics([Butteraugli(.threeNorm), GMSD(), Butteraugli(.maximum)], reference: reference)
    #expect(panel.computationCount == 2)
    let evaluations = panel.evaluate(other)
    #expect(evaluations.map(\.id) == ["butteraugli_3norm", "gmsd", "butteraugli"])
    for (id, evaluation) in evaluations {
      #expect(try PanelMembers.member(id).prepare(reference).evaluate(other).score == evaluation.score)
    }
  }
}
