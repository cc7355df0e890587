import Foundation
import ImageFiles
import Raster
import Reporting
import Scoring

/// The pictures of a run as its page carries them: whole files of moderate size, else the part in which the attacked
/// image differs most from the reference, at true pixels.
struct ReportPictures: PictureSource {
  /// The run's folder.
  let folder: String

  /// Pictures of more pixels than this are cut.
  static let mostPixels = 1_000_000
  /// Files above this many bytes are not embedded.
  static let largestFile = 3_000_000
  /// The size of a part.
  static let part = (width: 768, height: 512)

  func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] {
    let measurement = record.measurement
    guard let width = measurement.width, let height = measurement.height else { return [:] }
    if width * height <= Self.mostPixels {
      let whole = PictureRole.allCases.compactMap { role in
        measurement.pictures[role].flatMap { file($0, width: width, height: height) }.map { (role, $0) }
      }
      return Dictionary(uniqueKeysWithValues: whole)
    }
    var images: [PictureRole: RGBImage] = [:]
    for role in PictureRole.allCases {
      guard let path = measurement.pictures[role] else { continue }
      images[role] = try? ImageReader.read(path: "\(folder)/\(path)").image
    }
    guard let reference = images[.reference], let attacked = images[.attacked] else { return [:] }
    let size = (width: min(Self.part.width, width), height: min(Self.part.height, height))
    let (x, y) = reference.windowOfLargestDifference(from: attacked, width: size.width, height: size.height)
    var result: [PictureRole: EmbeddedPicture] = [:]
    for (role, image) in images where image.width == width && image.height == height {
      guard let path = measurement.pictures[role] else { continue }
      result[role] = EmbeddedPicture(part: size, of: image, x: x, y: y, id: "\(path)@\(x),\(y)")
    }
    return result
  }

  /// A file of the folder as it is; nil where browsers do not show it, or it is too large.
  private func file(_ path: String, width: Int, height: Int) -> EmbeddedPicture? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)"), bytes.count <= Self.largestFile,
      let mediaType = Self.mediaType(of: bytes)
    else { return nil }
    return EmbeddedPicture(id: path, bytes: bytes, mediaType: mediaType, width: width, height: height)
  }

  /// The media type by the file's first bytes; nil for what browsers do not show.
  private static func mediaType(of bytes: Data) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Data("RIFF".utf8)), bytes.dropFirst(8).starts(with: Data("WEBP".utf8)) { return "image/webp" }
    return nil
  }
}

extension EmbeddedPicture {
  /// A part of an image at true pixels, in 8 bits; nil where it cannot be written.
  init?(part size: (width: Int, height: Int), of image: RGBImage, x: Int, y: Int, id: String) {
    let part = image.cropped(x: x, y: y, width: size.width, height: size.height).reducedTo8Bits
    guard let bytes = try? PNGWriter.encode(part, compression: .small) else { return nil }
    self.init(
      id: id, bytes: Data(bytes), mediaType: "image/png", width: size.width, height: size.height,
      cropOrigin: .init(x: x, y: y))
  }
}
