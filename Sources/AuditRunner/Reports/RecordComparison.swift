import Foundation
import RunStorage

/// Holds two values of a record against each other, number by number. Sentences are words for what the numbers say, and
/// may be better said by a later version; they are not compared.
enum RecordComparison {
  /// The keys whose values are sentences.
  private static let sentences: Set<String> = ["reason", "message", "failure", "failures", "notes", "toolVersion"]
  /// How many differences are named.
  private static let most = 20

  /// The places in which `found` is not what is recorded, with both values; empty when nothing differs.
  /// - Throws: `AuditError.fault` when a value cannot be encoded.
  static func differences(
    recorded: some Encodable, found: some Encodable, at place: String
  ) throws(AuditError) -> [String] {
    var result: [String] = []
    compare(try tree(recorded), try tree(found), at: place, into: &result)
    return result
  }

  /// The same of two documents.
  static func differences(document: Data, found: String, at place: String) throws(AuditError) -> [String] {
    guard let recorded = try? JSONSerialization.jsonObject(with: document) else { return ["\(place) is no JSON"] }
    guard let again = try? JSONSerialization.jsonObject(with: Data(found.utf8)) else {
      throw AuditError.fault("\(place) cannot be read back")
    }
    var result: [String] = []
    compare(recorded, again, at: place, into: &result)
    return result
  }

  private static func tree(_ value: some Encodable) throws(AuditError) -> Any {
    do { return try JSONSerialization.jsonObject(with: RecordJSON.line(value), options: .fragmentsAllowed) } catch {
      throw AuditError.fault("a record cannot be encoded: \(error)")
    }
  }

  private static func compare(_ recorded: Any?, _ found: Any?, at place: String, into result: inout [String]) {
    guard result.count < most else { return }
    switch (recorded, found) {
    case (let a as [String: Any], let b as [String: Any]):
      for key in Set(a.keys).union(b.keys).subtracting(sentences).sorted() {
        compare(a[key], b[key], at: "\(place).\(key)", into: &result)
      }
    case (let a as [Any], let b as [Any]):
      if a.count != b.count { result.append("\(place): \(a.count) entries are recorded, there are \(b.count)") }
      for (index, pair) in zip(a, b).enumerated() { compare(pair.0, pair.1, at: "\(place)[\(index)]", into: &result) }
    case (let a as NSObject, let b as NSObject) where a == b: break
    case (nil, nil): break
    default:
      result.append("\(place) is recorded as \(text(recorded)), is \(text(found))")
    }
  }

  private static func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "nothing" }
}
