import AuditRecord
import ImageFiles
import Raster
import Scenes

/// An input that was read: its bytes once, for the fingerprint and for the pixels alike.
struct ImageSource: Sendable {
  /// Size and hash of the bytes that were decoded; nil for what is no file, or could not be read.
  let input: String?
  /// The picture, or why there is none.
  let still: Result<Still, StudyFailure>

  /// Reads an item.
  /// - Parameter takesStreams: whether the one frame of a Y4M stream is a picture.
  static func read(_ item: Dataset.Item, takesStreams: Bool) -> ImageSource {
    switch item.source {
    case .scene(let scene): return ImageSource(input: nil, still: .success(Still(scene.image())))
    case .unreadable(let reason):
      return ImageSource(input: nil, still: .failure(StudyFailure(.unreadable, item.name, reason)))
    case .file(let path):
      if takesStreams, Still.isStream(path) { return stream(path) }
      return picture(path)
    }
  }

  private static func picture(_ path: String) -> ImageSource {
    var input: String?
    do throws(ImageFileError) {
      let bytes = try ImageReader.bytes(path: path)
      input = InputFingerprint.of(bytes)
      let decoded = try ImageReader.read(data: bytes, name: path)
      return ImageSource(input: input, still: .success(Still(decoded.image, notes: decoded.notes)))
    } catch {
      return ImageSource(input: input, still: .failure(StudyFailure(.unreadable, error.file, error.reason)))
    }
  }

  /// A stream is read frame by frame; what was decoded is known by its pixels.
  private static func stream(_ path: String) -> ImageSource {
    do throws(ImageFileError) {
      let still = try Still(path: path)
      return ImageSource(input: "pixels-\(still.fingerprint)", still: .success(still))
    } catch {
      return ImageSource(input: nil, still: .failure(StudyFailure(.unreadable, error.file, error.reason)))
    }
  }
}

/// Why an image could not be studied.
struct StudyFailure: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  enum Kind: Sendable {
    /// The file is not there, or holds no picture.
    case unreadable
    /// It is too small to be judged.
    case tooSmall
    /// It is not the picture that it is taken for.
    case refused
    /// The audited metric cannot take it.
    case metric
    /// A program outside this one could not.
    case outside
    /// The audited metric tells nothing on its honest encodes.
    case untelling
  }

  let kind: Kind
  /// The file or the image.
  let subject: String
  /// The reason, a clause for people.
  let reason: String
  /// Size and hash of the input file.
  var input: String?
  /// The picture, where it was read.
  var size: (width: Int, height: Int)?
  /// What deserves to be said of the input.
  var notes: [String] = []

  init(_ kind: Kind, _ subject: String, _ reason: String) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
  }

  /// A failure of a picture that was read.
  init(_ kind: Kind, _ subject: String, _ reason: String, input: String?, of picture: RGBImage, notes: [String]) {
    self.init(kind, subject, reason)
    self.input = input
    self.size = (picture.width, picture.height)
    self.notes = notes
  }

  var description: String { "\(subject): \(reason)" }
}
