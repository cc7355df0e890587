/// One line of a record's `cases.jsonl`: what one piece of work on one image came to.
///
/// Lines are measurements; what they amount to is concluded from all of them. So a run can be stopped after any line and
/// gone on with, and the lines of its parts can be put together.
public protocol RecordLine: Codable, Sendable, Equatable {
  /// What tells one line of a record from another; described in words, for messages.
  associatedtype Key: Hashable & Comparable & Sendable & CustomStringConvertible

  /// The kind of record that has such lines.
  static var kind: RecordKind { get }
  /// The line that stands for a whole image where nothing of it could be measured.
  static func failureKey(of image: String) -> Key
  /// The lines that a finished record has of an image, unless its failure stands for them.
  static func keys(of image: String, in header: RunHeader) -> [Key]

  /// Which line.
  var key: Key { get }
  /// The image, as the header names it.
  var image: String { get }
  /// What tells whether the inputs are still those that were measured; nil for what is no file.
  var input: String? { get }
  /// The pictures that belong to the line, relative to the folder.
  var picturePaths: [String] { get }
}

/// Which piece of work on which image: what tells lines apart that have no key of their own.
public struct LineKey: Codable, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The image.
  public var image: String
  /// The piece of work; nil for the image as a whole.
  public var part: String?

  /// States a key.
  public init(image: String, part: String? = nil) {
    self.image = image
    self.part = part
  }

  /// By image, then by part; the image as a whole first.
  public static func < (a: LineKey, b: LineKey) -> Bool { (a.image, a.part ?? "") < (b.image, b.part ?? "") }

  /// The piece of work and its image, in words.
  public var description: String { part.map { "\($0) on \(image)" } ?? image }
}

/// Why an image could not be measured at all.
public struct ImageFailure: Codable, Sendable, Equatable {
  /// The reason, a clause that does not name the image.
  public var reason: String

  /// States a failure.
  public init(reason: String) { self.reason = reason }
}

extension CaseRecord: RecordLine {
  /// The kind of record that has such lines.
  public static let kind = RecordKind.audit

  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> CaseKey { CaseKey(image: image) }

  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [CaseKey] {
    header.attacks.flatMap { entry in
      entry.starts.map { CaseKey(image: image, start: $0, attack: entry.name) }
    }
  }

  /// Which line.
  public var key: CaseKey { measurement.key }
  /// The image.
  public var image: String { measurement.key.image }
  /// What tells whether the inputs are still those that were measured.
  public var input: String? { measurement.input }
  /// The pictures that belong to the line.
  public var picturePaths: [String] {
    [measurement.pictures.reference, measurement.pictures.start, measurement.pictures.attacked].compactMap { $0 }
  }
}
