/// Which of a codec's rates a picture was made at: a subfolder, a quality, an index. A record and its table write an
/// empty string where it has no name, as for the pictures of a folder without subfolders.
///
/// An optional of it tells one rate from all of them together, which have none.
public struct RateName: RawRepresentable, Codable, Sendable, Hashable, Comparable {
  /// The name; nil for a rate that has none.
  public var name: String?

  /// Reads a name as a record has it.
  public init(rawValue: String) {
    name = rawValue.isEmpty ? nil : rawValue
  }

  /// The name as a record has it.
  public var rawValue: String { name ?? "" }

  /// The name as a folder before a file's: `20/`; empty without a name.
  public var folder: String { name.map { "\($0)/" } ?? "" }

  /// By name, the rate without one first.
  public static func < (a: RateName, b: RateName) -> Bool { a.rawValue < b.rawValue }
}

extension RateName {
  /// Rates by number where they are numbers, else by name.
  public static func inOrder(_ a: RateName, _ b: RateName) -> Bool {
    if let x = Double(a.rawValue), let y = Double(b.rawValue), x != y { return x < y }
    return a < b
  }
}

extension RateName: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// States a name.
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  /// The name as a record has it.
  public var description: String { rawValue }
}
