import Foundation
import ImageFiles
import Raster

/// A picture of a gate: its pixels as a viewer sees them, and its planes as the metrics take them.
struct GateStill: Sendable {
  /// Gamma-coded R, G, B.
  let image: RGBImage
  /// What the metrics see.
  let picture: Picture
  /// Whether they see a stream's own planes, which the R, G, B do not hold exactly.
  let hasOwnPlanes: Bool

  /// An image as an ordinary file holds it.
  init(_ image: RGBImage) {
    self.image = image
    picture = BT709.picture(image)
    hasOwnPlanes = false
  }

  /// Reads an image file, or the one frame of a Y4M stream.
  ///
  /// A stream's luma of 8 bits is taken as it is, and so is chroma of the full size; everything else goes by way of
  /// the R, G, B of 8 bits that a viewer would see. Code values are BT.709, limited range, as the metrics take them.
  /// - Throws: `ImageFileError` naming file and reason: also for a stream of several frames, or of full range.
  init(path: String) throws(ImageFileError) {
    guard GateStill.isStream(path) else {
      self.init(try ImageReader.read(path: path).image)
      return
    }
    let reader = try Y4MReader(path: path)
    guard reader.header.range != .full else {
      throw ImageFileError(
        file: path, reason: "Y4M: is of full range, where the metrics take limited; convert it before the gate")
    }
    guard let frame = try reader.next() else { throw ImageFileError(file: path, reason: "Y4M: has no frames") }
    if try reader.next() != nil {
      throw ImageFileError(file: path, reason: "Y4M: has several frames; a gate compares stills, one a file")
    }
    self.init(frame)
  }

  /// A frame's planes in code values.
  private init(_ frame: Picture) {
    let planes = BT709.rgbPlanes(of: frame)
    func rounded(_ plane: Plane<Float>) -> Plane<UInt16> {
      Plane(width: plane.width, height: plane.height, samples: plane.samples.map { UInt16($0.rounded()) })
    }
    image = RGBImage(
      red: rounded(planes.red), green: rounded(planes.green), blue: rounded(planes.blue), bitDepth: 8)
    let seen = BT709.picture(image)
    let chroma = frame.chroma.flatMap { $0.cb.width == frame.width && $0.cb.height == frame.height ? $0 : nil }
    hasOwnPlanes = frame.bitDepth == 8
    picture =
      hasOwnPlanes ? Picture(luma: frame.luma, chroma: chroma ?? seen.chroma, rgb: seen.rgb, bitDepth: 8) : seen
  }

  /// Whether a file is taken for a Y4M stream.
  static func isStream(_ path: String) -> Bool { (path as NSString).pathExtension.lowercased() == streamExtension }

  /// The extension of Y4M streams.
  static let streamExtension = "y4m"
  /// The extensions that a gate's folders are searched for.
  static let extensions = DatasetScanner.extensions.union([streamExtension])

  /// A number that tells one reference from another: FNV-1a over size, depth and samples, a step each.
  /// - Complexity: O(pixels)
  var fingerprint: String {
    var hash = FNV1a()
    for side in [image.width, image.height, image.bitDepth] { hash.add(UInt64(side)) }
    for plane in [image.red, image.green, image.blue] {
      for sample in plane.samples { hash.add(UInt64(sample)) }
    }
    return hash.hexadecimal
  }
}
