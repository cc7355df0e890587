import Yams

/// A mapping of a YAML file, read strictly: every key is known, none is missing, and errors name file and line.
struct YAMLFields {
  private let file: String
  private let line: Int?
  private let what: String
  private var values: [String: Node] = [:]

  /// Takes a mapping apart.
  /// - Throws: `SuiteError` for another kind of node, an unknown or repeated key, or a missing one.
  init(_ node: Node, of what: String, file: String, required: [String], optional: [String]) throws(SuiteError) {
    self.file = file
    self.what = what
    line = node.mark?.line
    guard let mapping = node.mapping else {
      throw SuiteError(file: file, line: line, reason: "\(what) must be a mapping of keys to values")
    }
    let known = required + optional
    for (keyNode, value) in mapping {
      let key = keyNode.scalar?.string ?? "?"
      guard known.contains(key) else {
        throw SuiteError(
          file: file, line: keyNode.mark?.line,
          reason: "unknown key \"\(key)\" in \(what) (known: \(known.joined(separator: ", ")))")
      }
      guard values.updateValue(value, forKey: key) == nil else {
        throw SuiteError(file: file, line: keyNode.mark?.line, reason: "key \"\(key)\" is given twice")
      }
    }
    for key in required where values[key] == nil {
      throw SuiteError(file: file, line: line, reason: "\(what) lacks the key \"\(key)\"")
    }
  }

  /// The node behind a key.
  subscript(key: String) -> Node? { values[key] }

  /// The text behind a key; nil where the key is absent.
  func text(_ key: String) throws(SuiteError) -> String? {
    guard let node = values[key] else { return nil }
    return try YAMLFields.text(node, named: key, file: file)
  }

  /// The whole number behind a key; nil where the key is absent.
  func whole(_ key: String, in range: ClosedRange<Int>) throws(SuiteError) -> Int? {
    guard let node = values[key] else { return nil }
    guard let scalar = node.scalar?.string, let value = Int(scalar), range.contains(value) else {
      throw SuiteError(
        file: file, line: node.mark?.line,
        reason: "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The number behind a key; nil where the key is absent.
  func number(_ key: String) throws(SuiteError) -> Double? {
    guard let node = values[key] else { return nil }
    return try YAMLFields.number(node, named: key, file: file)
  }

  /// The list behind a key; nil where the key is absent.
  func list(_ key: String) throws(SuiteError) -> [Node]? {
    guard let node = values[key] else { return nil }
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw SuiteError(file: file, line: node.mark?.line, reason: "\(key) must be a list with at least one entry")
    }
    return Array(sequence)
  }

  static func text(_ node: Node, named key: String, file: String) throws(SuiteError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw SuiteError(file: file, line: node.mark?.line, reason: "\(key) must be text")
    }
    return text
  }

  static func number(_ node: Node, named key: String, file: String) throws(SuiteError) -> Double {
    guard let text = node.scalar?.string, let value = Double(text), value.isFinite else {
      throw SuiteError(file: file, line: node.mark?.line, reason: "\(key) must be a number")
    }
    return value
  }
}
