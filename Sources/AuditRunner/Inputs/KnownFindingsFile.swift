import AuditRecord
import Foundation
import Reporting
import RunStorage
import Scoring
import Yams

/// Known findings as a file: YAML, a line a finding, sorted, so that its history reads well. docs/ci.md describes it.
public enum KnownFindingsFile {
  private static let kinds: [String: RecordKind] = ["run": .audit, "gate": .gate]

  /// Reads the findings that are known of a run or a gate.
  /// - Parameter margin: how much worse one may become where the file does not say.
  /// - Throws: `AuditError.input`, naming file, line and reason; also for those of another kind or metric.
  public static func read(
    _ path: String, of kind: RecordKind, metric: String, margin: Double
  ) throws(AuditError) -> KnownFindings {
    let data = try RecordFile.contents(of: path)
    guard let text = String(validating: data, as: UTF8.self) else { throw AuditError.input(path, "is not UTF-8 text") }
    return try read(yaml: text, file: path, of: kind, metric: metric, margin: margin)
  }

  static func read(
    yaml: String, file: String, of kind: RecordKind, metric: String, margin usual: Double
  ) throws(AuditError) -> KnownFindings {
    let fields = try YAMLFields(
      try SuiteReader.root(yaml, file: file), of: "known findings", file: file,
      required: ["known", "metric", "findings"], optional: ["margin"])
    func fault(_ key: String, _ reason: String) -> AuditError { .suite(file, fields[key]?.node.mark?.line, reason) }
    let own = try fields["known"]?.text() ?? ""
    guard let named = kinds[own] else { throw fault("known", "known must be run or gate, not \"\(own)\"") }
    guard named == kind else { throw fault("known", "holds what is known of \(named.title), not of \(kind.title)") }
    let audited = try fields["metric"]?.text() ?? ""
    guard audited == metric else { throw fault("metric", "holds what is known of \(audited), not of \(metric)") }
    let margin = try fields["margin"]?.number() ?? usual
    guard margin >= 0 else { throw fault("margin", "margin must not be negative") }
    let nodes = try fields["findings"]?.entries() ?? []
    if kind == .gate {
      let found = try distinct(nodes, file: file) { node throws(AuditError) in try rate(node, file: file) }
      return KnownFindings(metric: metric, margin: margin, rates: found)
    }
    let found = try distinct(nodes, file: file) { node throws(AuditError) in try knownCase(node, file: file) }
    return KnownFindings(metric: metric, margin: margin, cases: found)
  }

  private static func distinct<Finding: KnownFinding>(
    _ nodes: [Node], file: String, _ read: (Node) throws(AuditError) -> Finding
  ) throws(AuditError) -> [Finding] {
    var seen: Set<Finding.Key> = []
    var result: [Finding] = []
    for node in nodes {
      let finding = try read(node)
      guard seen.insert(finding.key).inserted else {
        throw AuditError.suite(file, node.mark?.line, "names \(finding.key) twice")
      }
      result.append(finding)
    }
    return result
  }

  private static func knownCase(_ node: Node, file: String) throws(AuditError) -> KnownCase {
    let fields = try YAMLFields(
      node, of: "a finding", file: file, required: ["image", "start", "attack", "inflation"], optional: [])
    let key = CaseKey(
      image: try fields["image"]?.text() ?? "", start: try fields["start"]?.text(),
      attack: try fields["attack"]?.text())
    return KnownCase(key: key, inflation: try fields["inflation"]?.number() ?? 0)
  }

  private static func rate(_ node: Node, file: String) throws(AuditError) -> KnownRate {
    let fields = try YAMLFields(
      node, of: "a finding", file: file, required: ["finding"], optional: ["rate", "points"])
    let words = try fields["finding"]?.text() ?? ""
    guard let rule = GateRule(rawValue: words.replacing(" ", with: "_")) else {
      throw AuditError.suite(file, fields["finding"]?.node.mark?.line, "\"\(words)\" is no finding of a gate")
    }
    let rate = try fields["rate"]?.text()
    return KnownRate(
      key: KnownRate.Key(rate: rate.map { RateName(rawValue: $0) }, rule: rule), points: try fields["points"]?.number())
  }

  // MARK: - Writing

  /// Writes what a record found as the findings to expect, complete or not at all.
  /// - Throws: `AuditError.usage` for a record that is neither of a run nor of a gate, `AuditError.input` for one that has
  ///   not ended, `AuditError.disk`.
  public static func write(_ record: Conclusion, to path: String) throws(AuditError) {
    if let unfinished = record.unfinished {
      throw AuditError.input(path, "was not written: the run \(unfinished)")
    }
    try RecordFile.write(try text(of: record), to: path)
  }

  static func text(of record: Conclusion) throws(AuditError) -> String {
    let metric = record.header.metric
    let margin =
      record.header.known?.margin ?? KnownFindings.usualMargin(unit: metric.unit, limit: record.header.limit)
    switch record {
    case .audit(let record):
      let lines = record.findings.sorted { $0.key < $1.key }.map { finding in
        "{image: \(quoted(finding.key.image)), start: \(quoted(finding.key.start ?? "")), "
          + "attack: \(quoted(finding.key.attack ?? "")), inflation: \(number(finding.inflation, metric))}"
      }
      return document("run", metric: metric.id, margin: margin, lines)
    case .gate(let record):
      let lines = record.findings.sorted { $0.key < $1.key }.map { finding in
        "{" + (finding.key.rate.map { "rate: \(quoted($0.rawValue)), " } ?? "")
          + "finding: \(finding.key.rule.rawValue)"
          + (finding.points.map { ", points: \(number($0, metric))" } ?? "") + "}"
      }
      return document("gate", metric: metric.id, margin: margin, lines)
    default: throw AuditError.usage("\(record.header.kind.title) has no findings to expect")
    }
  }

  private static func document(_ kind: String, metric: String, margin: Double, _ lines: [String]) -> String {
    """
    # Findings that are known: with --expected only what is new, or worse by more than the margin, fails.
    known: \(kind)
    metric: \(quoted(metric))
    margin: \(NumberText.plain(margin))
    findings:\(lines.isEmpty ? " []" : "")

    """ + lines.map { "- \($0)\n" }.joined()
  }

  /// Rounded up, so that the same finding is never worse than what is written of it.
  private static func number(_ value: Double, _ metric: MetricInfo) -> String {
    let digits = metric.decimals + 1
    let unit = pow(10, Double(digits))
    return NumberText.fixed((value * unit).rounded(.up) / unit, digits)
  }

  /// A scalar in double quotes: whatever a name holds, it is text and reads back.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case " "..."~": result.unicodeScalars.append(scalar)
      case _
      where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF
        || (0x2028...0x2029).contains(scalar.value) || (0xFFFE...0xFFFF).contains(scalar.value):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
