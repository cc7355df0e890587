import AuditRecord

/// `junit.xml`: one test suite per attack, one test case per image and start.
///
/// Only what Jenkins, GitLab, GitHub's reporters and Azure all accept (docs/ci.md): `failure` when inflation exceeds the
/// limit, `error` when a case could not be evaluated, `skipped` when it is not applicable; inputs that could not be read
/// stand in the suite `input`.
public enum JUnitReport {
  /// The suite of inputs that could not be read.
  static let inputSuite = "input"

  /// The whole file.
  /// - Parameters:
  ///   - cases: The judged cases.
  ///   - header: The run.
  ///   - folder: The run's folder as CI will see it, relative to its working directory: attached pictures are named by it.
  /// - Returns: nil only when libxml2 has no memory.
  public static func render(cases: [CaseRecord], header: RunHeader, folder: String) -> String? {
    var bySuite: [String: [CaseRecord]] = [:]
    for record in cases { bySuite[suiteName(record), default: []].append(record) }
    var names = header.attacks.map(\.name)
    names += Set(bySuite.keys).subtracting(names).sorted {
      ($0 == inputSuite ? 1 : 0, $0) < ($1 == inputSuite ? 1 : 0, $1)
    }
    var written: Set<String> = []
    let suites = names.filter { written.insert($0).inserted }.compactMap { name in
      bySuite[name].map { suite(name, $0, header: header, folder: folder) }
    }
    return XMLElement(
      name: "testsuites",
      attributes: [("name", "audit \(header.metric.id) \(header.suite)")] + totals(cases, withSkipped: false),
      children: suites
    ).document()
  }

  private static func suiteName(_ record: CaseRecord) -> String {
    record.measurement.key.attack ?? inputSuite
  }

  private static func suite(
    _ name: String, _ cases: [CaseRecord], header: RunHeader, folder: String
  ) -> XMLElement {
    var names: [String: Int] = [:]
    let children = cases.sorted { $0.measurement.key < $1.measurement.key }.map { record in
      let key = record.measurement.key
      let plain = XMLText.characters(of: key.start.map { "\(key.image) from \($0)" } ?? key.image)
      // Readers take two cases of one name for one case run twice.
      names[plain, default: 0] += 1
      let count = names[plain, default: 1]
      return JUnitCase(
        name: count == 1 ? plain : "\(plain) (\(count))", className: "audit.\(header.metric.id).\(name)",
        record: record, header: header, folder: folder
      ).element
    }
    return XMLElement(
      name: "testsuite",
      attributes: [("name", name)] + totals(cases, withSkipped: true)
        + [("timestamp", withoutZone(header.startedAt))],
      children: children)
  }

  /// Counts and time. The root has no `skipped`: Jenkins' schema does not know it there.
  private static func totals(_ cases: [CaseRecord], withSkipped: Bool) -> [(name: String, value: String)] {
    func count(_ verdict: Verdict) -> String { "\(cases.count { $0.verdict == verdict })" }
    var result = [
      (name: "tests", value: "\(cases.count)"), (name: "failures", value: count(.failed)),
      (name: "errors", value: count(.error)),
    ]
    if withSkipped { result.append((name: "skipped", value: count(.notApplicable))) }
    result.append((name: "time", value: seconds(cases.reduce(0) { $0 + $1.measurement.seconds })))
    return result
  }

  /// Seconds with three decimals and a point, whatever the locale.
  static func seconds(_ value: Double) -> String {
    NumberText.fixed(value.isFinite ? min(max(0, value), 1e12) : 0, 3)
  }

  /// `2026-11-24T08:00:00` of `2026-11-24T08:00:00Z`: the schemas take no zone and no fractions.
  static func withoutZone(_ timestamp: String) -> String {
    String(timestamp.prefix(19))
  }
}
