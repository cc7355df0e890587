import AuditRecord
import Foundation

/// The files of a run's folder, as they are.
public struct RunFolderPictures: PictureSource {
  /// The run's folder.
  public var folder: URL
  /// Files above this many bytes are not embedded.
  public var largestFile: Int

  /// The pictures of a folder.
  public init(folder: URL, largestFile: Int = 3_000_000) {
    self.folder = folder
    self.largestFile = largestFile
  }

  /// The files that the record names.
  public func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] {
    var result: [PictureRole: EmbeddedPicture] = [:]
    for role in PictureRole.allCases { result[role] = picture(role, of: record) }
    return result
  }

  private func picture(_ role: PictureRole, of record: CaseRecord) -> EmbeddedPicture? {
    guard let path = record.measurement.pictures[role], let width = record.measurement.width,
      let height = record.measurement.height, let bytes = try? Data(contentsOf: folder.appendingPathComponent(path)),
      bytes.count <= largestFile, let mediaType = Self.mediaType(of: bytes)
    else { return nil }
    return EmbeddedPicture(id: path, bytes: bytes, mediaType: mediaType, width: width, height: height)
  }

  /// The media type by the file's first bytes; nil for what browsers do not show.
  static func mediaType(of bytes: Data) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Data("RIFF".utf8)), bytes.dropFirst(8).starts(with: Data("WEBP".utf8)) { return "image/webp" }
    return nil
  }
}
