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

extension RecordLine where Key == LineKey {
  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> LineKey { LineKey(image: image) }
  /// One line an image, unless a kind says otherwise.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] { [failureKey(of: image)] }
  /// The image of the key, unless a line has it itself.
  public var image: String { key.image }
  /// None, unless a kind says otherwise.
  public var picturePaths: [String] { [] }
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
