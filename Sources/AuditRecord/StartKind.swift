/// Where a case's start comes from.
public enum StartKind: String, Codable, Sendable {
  /// The reference itself.
  case reference
  /// An encode of the reference by an ordinary codec, made for the case.
  case encode
  /// A file, which may be anything.
  case file

  /// Whether its own inflation, where it has some, is the reading's and not the picture's.
  public var isHonest: Bool { self != .file }
}
