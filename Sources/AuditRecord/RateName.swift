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
  /// Rates that are numbers by number, before all others; these by their parts, numbers among them by number: q9, q10, q40.
  /// A strict total order.
  public static func inOrder(_ a: RateName, _ b: RateName) -> Bool {
    switch (a.number, b.number) {
    case (let x?, let y?): return x == y ? a < b : x < y
    case (.some, nil): return true
    case (nil, .some): return false
    case (nil, nil):
      let (x, y) = (a.parts, b.parts)
      return x == y ? a < b : x.lexicographicallyPrecedes(y, by: Part.inOrder)
    }
  }

  private var number: Double? { Double(rawValue).flatMap { $0.isFinite ? $0 : nil } }

  /// A piece of a name: digits, with a fraction where one follows, or what stands between.
  private enum Part: Equatable {
    case number(Double)
    case text(String)

    static func inOrder(_ a: Part, _ b: Part) -> Bool {
      switch (a, b) {
      case (.number(let x), .number(let y)): x < y
      case (.text(let x), .text(let y)): x < y
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  private var parts: [Part] {
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    var parts: [Part] = []
    var rest = Substring(rawValue)
    while let first = rest.first {
      var piece = rest.prefix { isDigit($0) == isDigit(first) }
      if isDigit(first) {
        let fraction = rest[piece.endIndex...].dropFirst().prefix(while: isDigit)
        if rest[piece.endIndex...].first == ".", !fraction.isEmpty { piece = rest[..<fraction.endIndex] }
      }
      parts.append(isDigit(first) ? .number(Double(piece) ?? .infinity) : .text(String(piece)))
      rest = rest[piece.endIndex...]
    }
    return parts
  }
}

extension RateName: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// States a name.
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  /// The name as a record has it.
  public var description: String { rawValue }
}
