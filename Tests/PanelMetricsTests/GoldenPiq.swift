import Foundation
import ImageFiles
import Raster
import TestSupport
import Testing

/// The image pairs on which piq's tests record values of the authors' MATLAB programs.
enum GoldenPiq {
  /// One of the files, in the shared folder.
  static let path = "golden/piq/I01.png"

  typealias Pair = (reference: Picture, distorted: Picture)

  private static func image(_ name: String) throws -> RGBImage {
    try ImageReader.read(path: SharedFolder.url.appending(path: "golden/piq/\(name).png").path).image
  }

  private static func picture(_ samples: Plane<Float>, rgb: RGBPlanes? = nil) -> Picture {
    Picture(luma: samples, chroma: nil, rgb: rgb, bitDepth: 8)
  }

  /// Grey levels 0…255 as luma, without the step to limited range: what the programs were given.
  static func goldhill() throws -> Pair {
    let planes = try ["goldhill", "goldhill_jpeg"].map { try image($0).green.map { Float($0) } }
    return (picture(planes[0]), picture(planes[1]))
  }

  /// R, G and B of the I01 pair as three grey pairs.
  static func channels() throws -> [Pair] {
    let (reference, distorted) = try colour()
    return zip(reference, distorted).map { (picture($0.map { Float($0) }), picture($1.map { Float($0) })) }
  }

  /// R, G and B of the I01 pair.
  static func colour() throws -> (reference: [Plane<Double>], distorted: [Plane<Double>]) {
    func planes(_ name: String) throws -> [Plane<Double>] {
      let image = try image(name)
      return [image.red, image.green, image.blue].map { $0.map { Double($0) } }
    }
    return (try planes("I01"), try planes("i01_01_5"))
  }

  /// The I01 pair with the luma of the NTSC's Y'IQ, full range, which MATLAB's `rgb2ntsc` gives, and R'G'B'.
  static func i01() throws -> Pair {
    func joined(_ planes: [Plane<Double>]) -> Picture {
      var luma = planes[0].map { Float($0) }
      for index in 0..<luma.count {
        let (r, g, b) = (planes[0].samples[index], planes[1].samples[index], planes[2].samples[index])
        luma.samples[index] = Float(0.299 * r + 0.587 * g + 0.114 * b)
      }
      let rgb = planes.map { $0.map { Float($0) } }
      return picture(luma, rgb: RGBPlanes(red: rgb[0], green: rgb[1], blue: rgb[2]))
    }
    let (reference, distorted) = try colour()
    return (joined(reference), joined(distorted))
  }
}
