import AuditRecord
import Glibc
import ImageFiles
import Raster

/// The pictures of a record: a folder per image, with the reference and what was made of it.
public struct PictureFolder: Sendable {
  /// The record's folder.
  public let root: String

  /// The pictures of the record in a folder.
  public init(root: String) { self.root = root }

  /// Writes a picture, complete or not at all, and reads back what a viewer would see.
  /// - Parameter path: relative to the record's folder.
  /// - Returns: the picture in the file.
  /// - Throws: `AuditError.disk`; `AuditError.fault` if the file does not hold what was written.
  @discardableResult
  public func store(_ image: RGBImage, at path: String) throws(AuditError) -> RGBImage {
    try makeFolders(of: path)
    let full = "\(root)/\(path)"
    let back: RGBImage
    do throws(ImageFileError) {
      try PNGWriter.write(image, to: full)
      back = try ImageReader.read(path: full).image
    } catch {
      throw AuditError(writing: error)
    }
    guard back == image else { throw AuditError.fault(full, "the file does not hold the picture that was written") }
    return back
  }

  /// Copies a picture of another record, complete or not at all.
  /// - Throws: `AuditError.disk` when it cannot be read or written.
  public func copy(_ path: String, from other: String) throws(AuditError) {
    let bytes: [UInt8]
    do throws(ImageFileError) { bytes = try ImageReader.bytes(path: "\(other)/\(path)") } catch {
      throw AuditError(writing: error)
    }
    try makeFolders(of: path)
    try RecordFile.store(bytes, at: "\(root)/\(path)")
  }

  /// Makes the folders above a picture. None of them may be a link, which would lead out of the record.
  private func makeFolders(of path: String) throws(AuditError) {
    var folder = root
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard mkdir(folder, 0o777) != 0 else { continue }
      guard errno == EEXIST else { throw .system(folder) }
      guard RunRoom.isFolder(folder) else {
        throw AuditError.disk(folder, "is a link or a file where a folder of this run should be")
      }
    }
  }
}
