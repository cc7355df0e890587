/// A name that may be missing: nil in memory, an empty string in a record.
@propertyWrapper
public struct EmptyWhenNil: Codable, Sendable, Hashable {
  /// The name.
  public var wrappedValue: String?

  /// Holds a name, or none.
  public init(wrappedValue: String?) {
    self.wrappedValue = wrappedValue
  }

  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    wrappedValue = text.isEmpty ? nil : text
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue ?? "")
  }
}
