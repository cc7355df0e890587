import Foundation
import ImageFiles
import MetricKit
import Raster
import TestSupport
import Testing

@testable import PanelMetrics

@Suite("ColorVideoVDP") struct ColorVideoVDPTests {
  /// In JOD. The program computes in single precision, in which a value near 10 has steps of 1e-6, and sums in another order:
  /// up to 1e-6 was measured.
  static let tolerance = 5e-6

  static func score(_ reference: RGBImage, _ distorted: RGBImage) throws -> Double {
    try ColorVideoVDP().prepare(BT709.picture(reference)).evaluate(BT709.picture(distorted)).score
  }

  @Test func agreesWithTheReferenceProgram() throws {
    for pair in ReferencePair.all {
      let expected = try #require(recordedColorVideoVDPValues.value("cvvdp", pair.name))
      let found = try Self.score(pair.reference, pair.distorted)
      #expect(abs(found - expected) < Self.tolerance, "\(pair.name): \(found) against \(expected)")
    }
  }

  @Test(.needsShared("images/dev")) func agreesOnPhotographs() throws {
    for pair in PhotographPair.all {
      let photograph = try ImageReader.read(path: SharedFolder.url.appending(path: pair.path).path).image
      let images = pair.images(of: photograph)
      let expected = try #require(recordedColorVideoVDPValues.value("cvvdp", pair.name))
      let found = try Self.score(images.reference, images.distorted)
      #expect(abs(found - expected) < Self.tolerance, "\(pair.name): \(found) against \(expected)")
    }
  }

  /// A pattern that can be made anywhere, and the same in eight steps.
  static func pattern(_ width: Int, _ height: Int) -> (reference: RGBImage, distorted: RGBImage) {
    func image(_ level: (UInt16) -> UInt16) -> RGBImage {
      let planes = (0..<3).map { channel in
        Plane(
          width: width, height: height,
          samples: (0..<(width * height)).map { index in
            let (x, y) = (index % width, index / width)
            return level(UInt16((7 * x * x + 11 * y + 50 * channel + 3 * x * y) % 256))
          })
      }
      return RGBImage(red: planes[0], green: planes[1], blue: planes[2], bitDepth: 8)
    }
    return (image { $0 }, image { $0 / 32 * 32 + 16 })
  }

  // PyPI's cvvdp 0.5.7 (torch 1.13.0 on the CPU; standard_4k) on `pattern`, 2026-11-26: below the window's size, with one
  // side odd, both or none.
  @Test(arguments: [
    ((4, 4), 9.690939), ((5, 4), 9.827355), ((4, 5), 9.717150), ((6, 6), 9.864480), ((7, 7), 9.845703),
    ((6, 20), 9.866192), ((20, 7), 9.803576), ((9, 16), 9.864037), ((16, 9), 9.800496), ((33, 18), 9.861127),
    ((31, 64), 9.841993),
  ]) func smallPicturesAreTheProgramsToo(size: (width: Int, height: Int), expected: Double) throws {
    let images = Self.pattern(size.width, size.height)
    let found = try Self.score(images.reference, images.distorted)
    #expect(abs(found - expected) < Self.tolerance, "\(found) against \(expected)")
  }

  /// Only the last band sees a flat picture, and hardly any of its level: the same program on 40×30 pictures of one colour,
  /// 2026-11-26.
  @Test(arguments: [
    ([128, 128, 128], [129, 129, 129], 10.0), ([128, 128, 128], [140, 128, 128], 9.836507),
    ([128, 128, 128], [128, 128, 255], 4.771486), ([0, 0, 0], [255, 255, 255], 10.0),
    ([255, 0, 0], [0, 255, 0], 6.547422),
  ]) func flatPicturesDifferByTheirColour(first: [UInt16], second: [UInt16], expected: Double) throws {
    func image(_ colour: [UInt16]) -> RGBImage {
      let planes = colour.map { Plane(width: 40, height: 30, repeating: $0) }
      return RGBImage(red: planes[0], green: planes[1], blue: planes[2], bitDepth: 8)
    }
    let found = try Self.score(image(first), image(second))
    #expect(abs(found - expected) < Self.tolerance, "\(found) against \(expected)")
  }

  /// Sizes around the ends of registers, of the window and of levels; rows and columns odd together and alone.
  @Test(arguments: [
    (4, 4), (4, 9), (5, 6), (6, 13), (7, 7), (8, 33), (13, 12), (15, 16), (16, 15), (17, 8), (33, 24), (64, 65),
    (71, 130),
  ]) func equalsItsTwin(width: Int, height: Int) throws {
    for (bitDepth, distortion) in [
      (8, TestDistortion.noise(deviation: 6, seed: 5)), (16, .sharpen(amount: 0.9)), (8, .desaturate(share: 0.4)),
    ] {
      let reference = TestScene.image(width: width, height: height, seed: 61, bitDepth: bitDepth)
      let distorted = distortion.applied(to: reference)
      let tables = [SensitivityTable.achromatic, SensitivityTable.redGreen, SensitivityTable.violetYellow]
      let expected = ColorVideoVDPTwin.score(reference, distorted, tables: tables)
      let found = try Self.score(reference, distorted)
      #expect(abs(found - expected) < Self.tolerance, "\(found) against \(expected)")
    }
  }

  @Test func identicalPicturesReadTen() throws {
    for (width, height) in [(4, 4), (6, 9), (67, 41), (128, 96)] {
      let image = TestScene.image(width: width, height: height, seed: 4)
      #expect(try Self.score(image, image) == 10)
    }
  }

  /// Converted video has fractional R'G'B': it scores as the rounded image does, up to what rounding changes.
  @Test func picturesWithoutRGBAreConverted() throws {
    let scene = TestScene.image(width: 128, height: 120, seed: 8)
    let pair = [scene, TestDistortion.blur(passes: 2).applied(to: scene)].map { image in
      let picture = BT709.picture(image)
      return Picture(luma: picture.luma, chroma: picture.chroma, rgb: nil, bitDepth: picture.bitDepth)
    }
    let rounded = pair.map { picture in
      let planes = BT709.rgbPlanes(of: picture)
      func whole(_ plane: Plane<Float>) -> Plane<UInt16> { plane.map { UInt16($0.rounded()) } }
      return RGBImage(red: whole(planes.red), green: whole(planes.green), blue: whole(planes.blue), bitDepth: 8)
    }
    let found = try ColorVideoVDP().prepare(pair[0]).evaluate(pair[1]).score
    let expected = try Self.score(rounded[0], rounded[1])
    // Half a level of rounding on either side; the pair itself is over 0.2 JOD from 10.
    #expect(expected < 9.8)
    #expect(abs(found - expected) < 0.01, "\(found) against \(expected)")
  }
}
