import Foundation
import ImageFiles
import PanelMetrics
import Raster
import TestSupport

/// A photograph and a degraded form of it, on which reference programs were run and recorded: whole pictures, odd sizes,
/// grey ones and 16 bits.
struct PiqPhotographPair: Sendable, CustomStringConvertible {
  let name: String
  let file: String
  let distortion: TestDistortion
  private let variant: Int

  var description: String { name }

  static let folder = "images/dev"
  static let isPresent = SharedFolder.has(folder)

  /// Three degradations of each photograph, in the order in which they were recorded.
  static let all: [PiqPhotographPair] = {
    let numbers = ["01", "02", "03", "04", "06", "08", "10", "11", "13", "16", "18", "20"]
    let distortions: [(String, TestDistortion)] = [
      ("blur1", .blur(passes: 1)), ("blur8", .blur(passes: 8)), ("noise5", .noise(deviation: 5, seed: 81)),
      ("noise25", .noise(deviation: 25, seed: 82)), ("blocks12", .blocks(step: 12)), ("blocks60", .blocks(step: 60)),
      ("contrast", .contrast(gain: 0.75)), ("desaturate", .desaturate(share: 0.5)), ("shift", .shift(levels: 7)),
      ("sharpen", .sharpen(amount: 1)),
    ]
    let variants = ["whole", "odd", "grey", "16bit"]
    return (0..<36).map { index in
      let (label, distortion) = distortions[index % distortions.count]
      let variant = (index / 3 + index) % variants.count
      let number = numbers[index / 3]
      return PiqPhotographPair(
        name: "kodim\(number)-\(label)-\(variants[variant])", file: "\(folder)/kodim\(number).png",
        distortion: distortion, variant: variant)
    }
  }()

  /// The undistorted and the degraded image.
  func images() throws -> (reference: RGBImage, distorted: RGBImage) {
    let photograph = try ImageReader.read(path: SharedFolder.url.appending(path: file).path).image
    let reference = prepared(photograph)
    return (reference, distortion.applied(to: reference))
  }

  private func prepared(_ image: RGBImage) -> RGBImage {
    switch variant {
    case 1: return image.cropped(x: 31, y: 17, width: 403, height: 389)
    case 2:
      let crop = image.cropped(x: 60, y: 40, width: 448, height: 401)
      return RGBImage(red: crop.green, green: crop.green, blue: crop.green, bitDepth: 8)
    case 3:
      // A pass of the window fills the lower bits.
      let crop = image.cropped(x: 8, y: 100, width: 480, height: 360)
      func widened(_ plane: Plane<UInt16>) -> Plane<UInt16> { plane.map { $0 * 257 } }
      let wide = RGBImage(
        red: widened(crop.red), green: widened(crop.green), blue: widened(crop.blue), bitDepth: 16)
      return TestDistortion.blur(passes: 1).applied(to: wide)
    default: return image
    }
  }
}
