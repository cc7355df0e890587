import ImageFiles
import Raster
import Reporting
import RunStorage
import Scoring

/// The pictures of a gate's folder as its page carries them: the part in which candidate and baseline differ most, at true
/// pixels.
struct GateRunPictures {
  /// The gate's folder.
  let folder: String
  private let paths: [String: String]

  /// The size of a part.
  static let part = (width: 384, height: 256)

  init(folder: String, record: GateRecord) {
    self.folder = folder
    paths = Dictionary(
      record.pictures.compactMap { picture in
        picture.path.map { (Self.key(picture.image, picture.rate, picture.side), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func key(_ image: String, _ rate: RateName, _ side: GateSide) -> String {
    "\(side.rawValue)\n\(rate)\n\(image)"
  }

  func pictures(image: String, rate: RateName) -> [PictureRole: EmbeddedPicture] {
    guard let start = read(paths[Self.key(image, rate, .baseline)]),
      let attacked = read(paths[Self.key(image, rate, .candidate)]),
      let reference = read(PicturePath.path(image: image, "reference")), reference.width == start.width,
      reference.height == start.height, attacked.width == start.width, attacked.height == start.height
    else { return [:] }
    let size = (width: min(Self.part.width, start.width), height: min(Self.part.height, start.height))
    let (x, y) = start.windowOfLargestDifference(from: attacked, width: size.width, height: size.height)
    var result: [PictureRole: EmbeddedPicture] = [:]
    for (role, picture) in [(PictureRole.reference, reference), (.start, start), (.attacked, attacked)] {
      let id = "\(image) \(rate) \(role.rawValue)"
      guard let part = EmbeddedPicture(part: size, of: picture, x: x, y: y, id: id) else { return [:] }
      result[role] = part
    }
    return result
  }

  private func read(_ path: String?) -> RGBImage? {
    path.flatMap { try? ImageReader.read(path: "\(folder)/\($0)").image }
  }
}
