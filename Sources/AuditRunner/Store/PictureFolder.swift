import AuditRecord
import Foundation
import ImageFiles
import Raster

/// The pictures of a run: a folder per image below `images/`, with the reference, the starts and the attacked images.
struct PictureFolder: Sendable {
  /// The run's folder.
  let root: String

  /// The path of a picture relative to the run's folder.
  /// - Parameters:
  ///   - image: the image's name in the reports.
  ///   - name: what the picture is, for example `jpeg:30` or `pgd-linf from jpeg:30`.
  static func path(image: String, _ name: String) -> String {
    "images/\(portable(image))/\(portable(name)).png"
  }

  /// Writes a picture, complete or not at all, and reads back what a viewer would see.
  /// - Returns: the picture in the file.
  /// - Throws: `RunError.disk`; `RunError.fault` if the file does not hold what was written.
  func store(_ image: RGBImage, at path: String) throws(RunError) -> RGBImage {
    let full = "\(root)/\(path)"
    do {
      try FileManager.default.createDirectory(
        atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    } catch {
      throw RunError.disk("\((full as NSString).deletingLastPathComponent): the folder cannot be made")
    }
    let back: RGBImage
    do throws(ImageFileError) {
      try PNGWriter.write(image, to: full)
      back = try ImageReader.read(path: full).image
    } catch {
      throw RunError.disk(error.description)
    }
    guard back == image else { throw RunError.fault("\(full): the file does not hold the picture that was written") }
    return back
  }

  /// A name that any file system and any browser takes: letters, digits, `.`, `-`, `_`; where something had to be
  /// replaced or cut, a hash of the whole keeps names apart.
  static func portable(_ name: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    var changed = false
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": result.unicodeScalars.append(scalar)
      case ":", " ": result += "-"
      default:
        result += "_"
        changed = true
      }
    }
    if result.hasPrefix(".") {
      result = "_" + result
      changed = true
    }
    if result.utf8.count > 100 {
      result = String(result.suffix(100))
      changed = true
    }
    guard changed else { return result }
    let digits = String(hash, radix: 16)
    return result + "-" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
