import RunStorage
import Yams

/// A mapping of a YAML file, read strictly: every key is known, none is missing, and errors name file and line.
struct YAMLFields {
  private let file: String
  private let line: Int?
  private let what: String
  private var values: [String: Node] = [:]

  /// Takes a mapping apart.
  /// - Throws: `AuditError.input` for another kind of node, an unknown or repeated key, or a missing one.
  init(_ node: Node, of what: String, file: String, required: [String], optional: [String]) throws(AuditError) {
    self.file = file
    self.what = what
    line = node.mark?.line
    guard let mapping = node.mapping else {
      throw AuditError.suite(file, line, "\(what) must be a mapping of keys to values")
    }
    let known = required + optional
    for (keyNode, value) in mapping {
      let key = keyNode.scalar?.string ?? "?"
      guard known.contains(key) else {
        throw AuditError.suite(
          file, keyNode.mark?.line,
          "unknown key \"\(key)\" in \(what) (known: \(known.joined(separator: ", ")))")
      }
      guard values.updateValue(value, forKey: key) == nil else {
        throw AuditError.suite(file, keyNode.mark?.line, "key \"\(key)\" is given twice")
      }
    }
    for key in required where values[key] == nil {
      throw AuditError.suite(file, line, "\(what) lacks the key \"\(key)\"")
    }
  }

  /// The value behind a key; nil where the key is absent.
  subscript(key: String) -> YAMLValue? { values[key].map { YAMLValue($0, key, file: file) } }
}

/// A value of a YAML file, with the name that errors give it.
struct YAMLValue {
  let node: Node
  private let name: String
  private let file: String

  init(_ node: Node, _ name: String, file: String) {
    self.node = node
    self.name = name
    self.file = file
  }

  func text() throws(AuditError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw error("must be text") }
    return text
  }

  func whole(in range: ClosedRange<Int>) throws(AuditError) -> Int {
    guard let scalar = node.scalar?.string, let value = Int(scalar), range.contains(value) else {
      throw error("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func number() throws(AuditError) -> Double {
    guard let text = node.scalar?.string, let value = Double(text), value.isFinite else {
      throw error("must be a number")
    }
    return value
  }

  /// A list, which may be empty.
  func entries() throws(AuditError) -> [Node] {
    guard let sequence = node.sequence else { throw error("must be a list") }
    return Array(sequence)
  }

  func list() throws(AuditError) -> [Node] {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw error("must be a list with at least one entry")
    }
    return Array(sequence)
  }

  private func error(_ reason: String) -> AuditError { .suite(file, node.mark?.line, "\(name) \(reason)") }
}

extension AuditError {
  /// What is wrong in a suite's file.
  /// - Parameter line: counted from 1; nil where it is the file as a whole.
  static func suite(_ file: String, _ line: Int?, _ reason: String) -> AuditError {
    .input("\(file):" + (line.map { "\($0):" } ?? "") + " " + reason)
  }
}
