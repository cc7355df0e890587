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
    let (x, y) = largestDifference(reference, attacked, width: size.width, height: size.height)
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

/// The corner of the window, on a grid of 16 pixels, in which the green channels' squared difference is largest; the
/// first of equals. Green carries most of luma, and every attack on luma moves it.
/// - Complexity: O(pixels)
func largestDifference(_ a: RGBImage, _ b: RGBImage, width: Int, height: Int) -> (x: Int, y: Int) {
  guard a.width == b.width, a.height == b.height, a.bitDepth == b.bitDepth else { return (0, 0) }
  let grid = 16
  let columns = a.width / grid
  let rows = a.height / grid
  let (wide, high) = (width / grid, height / grid)
  guard wide > 0, high > 0, columns >= wide, rows >= high else { return (0, 0) }
  // Sums over all cells above and to the left.
  var sums = [Double](repeating: 0, count: (columns + 1) * (rows + 1))
  for row in 0..<rows {
    for column in 0..<columns {
      var sum = 0.0
      for y in (row * grid)..<((row + 1) * grid) {
        let line = y * a.width
        for x in (column * grid)..<((column + 1) * grid) {
          let difference = Double(a.green.samples[line + x]) - Double(b.green.samples[line + x])
          sum += difference * difference
        }
      }
      let at = (row + 1) * (columns + 1) + column + 1
      sums[at] = sum + sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2]
    }
  }
  var best = (x: 0, y: 0, sum: -1.0)
  for row in 0...(rows - high) {
    for column in 0...(columns - wide) {
      let (top, bottom) = (row * (columns + 1), (row + high) * (columns + 1))
      let sum = sums[bottom + column + wide] - sums[top + column + wide] - sums[bottom + column] + sums[top + column]
      if sum > best.sum { best = (column * grid, row * grid, sum) }
    }
  }
  return (best.x, best.y)
}
