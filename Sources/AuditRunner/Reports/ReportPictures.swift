import AuditRecord
import Foundation
import ImageFiles
import Raster
import Reporting

/// The pictures of a run as its page carries them: whole files of moderate size, else the part in which the attacked
/// image differs most from the reference, at true pixels.
struct ReportPictures: PictureSource {
  /// The run's folder.
  let folder: String

  /// Pictures of more pixels than this are cut.
  static let mostPixels = 1_000_000
  /// The size of a part.
  static let part = (width: 768, height: 512)

  func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] {
    let measurement = record.measurement
    guard let width = measurement.width, let height = measurement.height else { return [:] }
    if width * height <= Self.mostPixels {
      return RunFolderPictures(folder: URL(fileURLWithPath: folder)).pictures(of: record)
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
      guard let path = measurement.pictures[role],
        let bytes = try? PNGWriter.encode(
          image.cropped(x: x, y: y, width: size.width, height: size.height).reducedTo8Bits, compression: .small)
      else { continue }
      result[role] = EmbeddedPicture(
        id: "\(path)@\(x),\(y)", bytes: Data(bytes), mediaType: "image/png", width: size.width, height: size.height,
        cropOrigin: .init(x: x, y: y))
    }
    return result
  }
}
