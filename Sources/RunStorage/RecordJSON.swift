import Foundation

/// The one way in which records become JSON and come back.
///
/// Keys are sorted and numbers carry the digits that read back to the same bits, so equal records give equal bytes. A
/// number that JSON cannot write becomes the string `inf`, `-inf` or `nan`.
public enum RecordJSON {
  /// One value as one line, its line feed included: what a writer appends to a `.jsonl` file in one write.
  public static func line(_ value: some Encodable) throws -> Data {
    var data = try encoder().encode(value)
    data.append(0x0A)
    return data
  }

  /// One value as an indented document that ends in a line feed.
  public static func document(_ value: some Encodable) throws -> Data {
    let encoder = encoder()
    encoder.outputFormatting.insert(.prettyPrinted)
    var data = try encoder.encode(value)
    data.append(0x0A)
    return data
  }

  /// Reads one document.
  public static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    try decoder().decode(type, from: data)
  }

  /// The values of a `.jsonl` file.
  ///
  /// Only lines that end in a line feed count: what follows the last one was being written when the writer stopped, and
  /// is left out.
  /// - Throws: `MalformedLine` for a whole line that is not such a value.
  public static func lines<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Lines<Value> {
    let decoder = decoder()
    var result = Lines<Value>(values: [], intactBytes: 0)
    var number = 0
    while let end = data[(data.startIndex + result.intactBytes)...].firstIndex(of: 0x0A) {
      number += 1
      let line = data[(data.startIndex + result.intactBytes)..<end]
      result.intactBytes = end + 1 - data.startIndex
      guard !line.isEmpty else { continue }
      do {
        result.values.append(try decoder.decode(type, from: line))
      } catch {
        throw MalformedLine(number: number)
      }
    }
    return result
  }

  /// What was read of a `.jsonl` file.
  public struct Lines<Value> {
    /// The values, in the file's order.
    public var values: [Value]
    /// How many bytes the whole lines take; a writer that goes on cuts the file to this length first.
    public var intactBytes: Int
  }

  /// A whole line that does not hold what it should.
  public struct MalformedLine: Error, Equatable {
    /// The line, counted from 1.
    public var number: Int
  }

  private static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  private static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
