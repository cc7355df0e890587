import ImageFiles
import Raster
import RunStorage

/// The pictures of a file that is to be scored: one of an image, each frame of a Y4M stream.
final class PictureStream {
  private let path: String
  private let reader: Y4MReader?
  private var image: Picture?
  /// How a stream samples chroma; nil for an image.
  var chroma: Y4MHeader.Chroma? { reader?.header.chroma }
  /// The range of a stream's code values; nil for an image.
  let range: CodeRange?
  /// What deserves to be said of the file.
  let notes: [String]

  /// Opens a file; Y4M is told by its first bytes, whatever it is called.
  /// - Throws: `AuditError.input`
  init(path: String) throws(AuditError) {
    self.path = path
    do throws(ImageFileError) {
      if Y4MReader.isStream(path: path) {
        let reader = try Y4MReader(path: path)
        self.reader = reader
        range = reader.header.range ?? .limited
        notes = reader.header.notes.map { "\(path): \($0)" }
      } else {
        let decoded = try ImageReader.read(path: path)
        reader = nil
        range = nil
        image = BT709.picture(decoded.image)
        notes = decoded.notes.map { "\(path): \($0)" }
      }
    } catch {
      throw AuditError(reading: error)
    }
  }

  /// The next picture, or nil after the last.
  /// - Throws: `AuditError.input`
  func next() throws(AuditError) -> Picture? {
    defer { image = nil }
    guard let reader else { return image }
    do throws(ImageFileError) { return try reader.next() } catch { throw AuditError(reading: error) }
  }
}
