import Foundation
import ImageFiles
import Raster

/// A still picture: its pixels as a viewer sees them, and its planes as the metrics take them.
struct Still: Sendable {
  /// Gamma-coded R, G, B.
  let image: RGBImage
  /// What the metrics see.
  let picture: Picture
  /// Whether they see a stream's own planes, which the R, G, B do not hold exactly.
  let hasOwnPlanes: Bool
  /// What deserves to be said of the file.
  let notes: [String]

  /// An image as an ordinary file holds it.
  init(_ image: RGBImage, notes: [String] = []) {
    self.image = image
    self.notes = notes
    picture = BT709.picture(image)
    hasOwnPlanes = false
  }

  /// Reads an image file, or the one frame of a Y4M stream.
  ///
  /// A stream's luma of 8 bits is taken as it is, and so is chroma of the full size; everything else goes by way of
  /// the R, G, B of 8 bits that a viewer would see. Code values are BT.709; those of full range are converted to limited,
  /// which the metrics take.
  /// - Throws: `ImageFileError` naming file and reason: also for a stream of several frames.
  init(path: String) throws(ImageFileError) {
    guard Still.isStream(path) || Y4MReader.isStream(path: path) else {
      let decoded = try ImageReader.read(path: path)
      self.init(decoded.image, notes: decoded.notes)
      return
    }
    let reader = try Y4MReader(path: path)
    guard let frame = try reader.next() else { throw ImageFileError(file: path, reason: "Y4M: has no frames") }
    if try reader.next() != nil {
      throw ImageFileError(file: path, reason: "Y4M: has several frames; a gate compares stills, one a file")
    }
    let isFull = reader.header.range == .full
    self.init(frame, notes: reader.header.notes + (isFull ? ["full range, converted to limited"] : []))
  }

  /// A frame's planes in code values.
  private init(_ frame: Picture, notes: [String]) {
    self.notes = notes
    image = RGBImage(rounding: BT709.rgbPlanes(of: frame))
    let seen = BT709.picture(image)
    let frame = frame.converted(to: .limited)
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

  /// The fingerprint of its pixels.
  /// - Complexity: O(pixels)
  var fingerprint: String { image.fingerprint }
}
