import AuditRecord
import Foundation

extension RunHeader {
  /// What two parts of one run may have of their own.
  private static let own: Set<String> = ["startedAt", "skippedFiles"]

  /// What people call a value whose own name does not tell them.
  private static let words = [
    "toolVersion": "program version", "fusion": "metric", "attacks": "suite", "datasets": "dataset",
    "images": "dataset", "known": "known findings", "limitWasAsked": "limit", "demonstration": "checkpoints",
    "evaluation": "checkpoints",
    "gate.baseline": "baseline", "gate.candidate": "candidate", "gate.bits": "sizes",
    "gate.bands": "the gate's limits", "gate.complaints": "pictures of the gate",
    "gate.strict": "what fails the gate", "gate.maxRegression": "what fails the gate",
    "gate.failInconclusive": "what fails the gate",
  ]

  /// In what this run differs from another: names of what was asked, sorted; empty when one can go on with the other.
  ///
  /// Every value of the header is compared, so none is forgotten when one is added.
  public func differences(from other: RunHeader) -> [String] {
    let (values, others) = (Self.values(of: self), Self.values(of: other))
    let differing = Set(values.keys).union(others.keys).subtracting(Self.own).filter { values[$0] != others[$0] }
    return Set(differing.map { Self.words[$0] ?? Self.plain($0) }).sorted()
  }

  /// Each stored value by its name, as the record writes it; what is absent is left out.
  private static func values(of record: Any, below place: String = "") -> [String: Data] {
    var values: [String: Data] = [:]
    for child in Mirror(reflecting: record).children {
      let name = place + (child.label ?? "")
      if let gate = child.value as? GateRequest {
        values.merge(self.values(of: gate, below: "\(name).")) { $1 }
      } else if let value = child.value as? any Encodable {
        // What JSON cannot hold is compared all the same.
        let text = (try? RecordJSON.line(value)) ?? Data(String(reflecting: value).utf8)
        if text != Data("null\n".utf8) { values[name] = text }
      }
    }
    return values
  }

  /// `smallestSide` as `smallest side`.
  private static func plain(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
  }
}
