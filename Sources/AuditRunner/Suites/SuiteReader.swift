import AttackEngine
import HonestCodecs
import QualityMetrics
import RunStorage
import Yams

/// Reads a suite's YAML strictly; `Attacks/README.md` describes the format.
struct SuiteReader {
  private let file: String

  /// Reads a suite.
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - file: how errors name it.
  /// - Throws: `AuditError.input`, naming file, line and reason.
  static func read(_ yaml: String, file: String) throws(AuditError) -> Suite {
    try SuiteReader(file: file).suite(yaml)
  }

  private func suite(_ yaml: String) throws(AuditError) -> Suite {
    let fields = try YAMLFields(
      try SuiteReader.root(yaml, file: file), of: "a suite", file: file,
      required: ["name", "description", "ladders", "attacks"],
      optional: ["limit", "panel"])
    let name = try fields["name"]?.text() ?? ""
    guard name.isPlainName else {
      throw error(fields["name"]?.node, name.plainNameFault)
    }
    let limit = try fields["limit"]?.number()
    if let limit, limit < 0 { throw error(fields["limit"]?.node, "limit must not be negative") }
    return Suite(
      name: name, description: try fields["description"]?.text() ?? "", limit: limit,
      ladders: try ladders(try fields["ladders"]?.list() ?? []), panel: try panel(fields["panel"]?.node),
      attacks: try entries(try fields["attacks"]?.list() ?? []))
  }

  /// The document of a YAML file.
  /// - Throws: `AuditError.input`, naming file, line and reason.
  static func root(_ yaml: String, file: String) throws(AuditError) -> Node {
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw AuditError.suite(file, nil, "is empty")
      }
      return node
    } catch let error as AuditError {
      throw error
    } catch let error as YamlError {
      throw AuditError.suite(file, SuiteReader.line(of: error, in: yaml), SuiteReader.reason(of: error))
    } catch {
      throw AuditError.suite(file, nil, "is not YAML: \(error)")
    }
  }

  private func ladders(_ nodes: [Node]) throws(AuditError) -> [Suite.Ladder] {
    var ladders: [Suite.Ladder] = []
    for node in nodes {
      let fields = try YAMLFields(node, of: "a ladder", file: file, required: ["codec", "rungs"], optional: [])
      let name = try fields["codec"]?.text() ?? ""
      guard let codec = HonestCodec(rawValue: name) else {
        let known = HonestCodec.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(fields["codec"]?.node, "unknown codec \"\(name)\" (known: \(known))")
      }
      guard !ladders.contains(where: { $0.codec == codec }) else {
        throw error(node, "the ladder of \(name) is given twice")
      }
      ladders.append(Suite.Ladder(codec: codec, rungs: try fields["rungs"]?.whole(in: 2...64) ?? 0))
    }
    return ladders
  }

  private func panel(_ node: Node?) throws(AuditError) -> [String] {
    let all = MetricRegistry.panel.map(\.descriptor.id)
    guard let node else { return all }
    if node.scalar?.string == "all" { return all }
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw error(node, "panel must be \"all\" or a list of metric ids")
    }
    var chosen: Set<String> = []
    for item in sequence {
      let id = try YAMLValue(item, "a panel metric", file: file).text()
      guard all.contains(id) else {
        throw error(item, "unknown panel metric \"\(id)\" (known: \(all.joined(separator: ", ")))")
      }
      guard chosen.insert(id).inserted else { throw error(item, "the panel metric \"\(id)\" is given twice") }
    }
    return all.filter(chosen.contains)
  }

  private func entries(_ nodes: [Node]) throws(AuditError) -> [Suite.Entry] {
    var entries: [Suite.Entry] = []
    for node in nodes {
      let entry = try self.entry(node)
      guard !entries.contains(where: { $0.name == entry.name }) else {
        throw error(node, "the attack name \"\(entry.name)\" is given twice; give each entry a name of its own")
      }
      entries.append(entry)
    }
    return entries
  }

  private func entry(_ node: Node) throws(AuditError) -> Suite.Entry {
    let fields = try YAMLFields(
      node, of: "an attack", file: file, required: ["attack", "starts"], optional: ["name", "parameters"])
    let id = try fields["attack"]?.text() ?? ""
    guard let descriptor = AttackRegistry.descriptors.first(where: { $0.id == id }) else {
      let known = AttackRegistry.descriptors.map(\.id).joined(separator: ", ")
      throw error(fields["attack"]?.node, "unknown attack \"\(id)\" (known: \(known))")
    }
    let name = try fields["name"]?.text() ?? id
    guard name.isPlainName else {
      throw error(fields["name"]?.node, name.plainNameFault)
    }
    let parameters = try self.parameters(fields["parameters"]?.node)
    do {
      _ = try AttackRegistry.attack(id, parameters: parameters)
    } catch {
      throw self.error(fields["parameters"]?.node ?? node, error.description)
    }
    return Suite.Entry(
      name: name, attack: id, starts: try starts(try fields["starts"]?.list() ?? [], of: descriptor),
      parameters: parameters)
  }

  private func starts(_ nodes: [Node], of attack: AttackDescriptor) throws(AuditError) -> [StartSpec] {
    var starts: [StartSpec] = []
    for node in nodes {
      let text = try YAMLValue(node, "a start", file: file).text()
      let start: StartSpec
      do { start = try StartSpec(text) } catch { throw self.error(node, error.description) }
      if case .file = start { throw error(node, "\"\(text)\" is not a start: reference, jpeg:Q, webp:Q or wavelet:Q") }
      if let reason = start.obstacle(for: attack) { throw error(node, reason) }
      guard !starts.contains(start) else { throw error(node, "the start \(start) is given twice") }
      starts.append(start)
    }
    return starts
  }

  private func parameters(_ node: Node?) throws(AuditError) -> [String: Double] {
    guard let node else { return [:] }
    guard let mapping = node.mapping else { throw error(node, "parameters must be a mapping of names to numbers") }
    var parameters: [String: Double] = [:]
    for (keyNode, value) in mapping {
      let key = try YAMLValue(keyNode, "a parameter's name", file: file).text()
      let number = try YAMLValue(value, key, file: file).number()
      guard parameters.updateValue(number, forKey: key) == nil else {
        throw error(keyNode, "the parameter \"\(key)\" is given twice")
      }
    }
    return parameters
  }

  private func error(_ node: Node?, _ reason: String) -> AuditError { .suite(file, node?.mark?.line, reason) }

  private static func line(of error: YamlError, in yaml: String) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): return mark.line
    case .duplicatedKeysInMapping(let duplicates, let context):
      return repeated(duplicates, in: yaml, from: context.mark.line) ?? context.mark.line
    default: return nil
    }
  }

  /// The line of a key's second appearance; the reader of YAML names the mapping only.
  private static func repeated(_ keys: [String], in yaml: String, from first: Int) -> Int? {
    guard let key = keys.min() else { return nil }
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let places = lines.indices.filter { index in
      index + 1 >= first && lines[index].drop { $0 == " " || $0 == "-" }.hasPrefix("\(key):")
    }
    return places.count > 1 ? places[1] + 1 : nil
  }

  private static func reason(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      return "is not YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      return "keys given twice: \(duplicates.sorted().joined(separator: ", "))"
    // What else Yams says shows the place in lines of their own; an error here is one line.
    default: return "is not YAML: " + ("\(error)".split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    }
  }
}

extension StartSpec {
  /// Why `attack` cannot begin here; nil when it can.
  public func obstacle(for attack: AttackDescriptor) -> String? {
    switch (attack.start, self) {
    case (.encode, .reference): return "\(attack.id) begins from an encode: it has no room above the reference"
    case (.reference, .encode), (.reference, .file): return "\(attack.id) begins from the reference only, not \(self)"
    default: return nil
    }
  }
}
