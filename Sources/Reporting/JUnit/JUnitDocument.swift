/// A file that CI reads: a test suite an attack, or a part of a gate, with its cases.
///
/// Only what Jenkins, GitLab, GitHub's reporters and Azure all accept (docs/ci.md).
struct JUnitDocument {
  /// One test case.
  struct Case {
    /// What came of it; what failed or could not be evaluated has a type.
    enum Outcome: Equatable { case passed, failure(type: String), skipped, error(type: String) }

    var name: String
    var outcome: Outcome
    /// What is said of it.
    var message: String
    /// The same at length; nil where there is no more to say.
    var details: String?
    /// What stands in its output: lines, and pictures by their paths.
    var output: [String] = []
    var attachments: [String] = []
    var seconds = 0.0
  }

  /// Several cases.
  struct Suite {
    var name: String
    /// What the names of its cases' classes begin with.
    var className: String
    var cases: [Case]
  }

  var name: String
  var suites: [Suite]
  /// When the run began: ISO 8601, UTC.
  var startedAt: String
  /// The folder of the pictures as CI will see it, relative to its working directory.
  var folder: String

  /// The whole file.
  /// - Returns: nil only when libxml2 has no memory.
  func text() -> String? {
    XMLElement(
      name: "testsuites", attributes: [("name", name)] + totals(suites.flatMap(\.cases), withSkipped: false),
      children: suites.map(element)
    ).document()
  }

  private func element(_ suite: Suite) -> XMLElement {
    var names: [String: Int] = [:]
    // The schemas take no zone and no fractions: `2026-11-24T08:00:00` of `2026-11-24T08:00:00Z`.
    let timestamp = String(startedAt.prefix(19))
    return XMLElement(
      name: "testsuite",
      attributes: [("name", suite.name)] + totals(suite.cases, withSkipped: true) + [("timestamp", timestamp)],
      children: suite.cases.map { item in
        let plain = XMLText.characters(of: item.name)
        // Readers take two cases of one name for one case run twice.
        names[plain, default: 0] += 1
        let count = names[plain, default: 1]
        return XMLElement(
          name: "testcase",
          attributes: [
            ("name", count == 1 ? plain : "\(plain) (\(count))"), ("classname", suite.className),
            ("time", seconds(item.seconds)),
          ], children: children(of: item))
      })
  }

  /// The order that all readers take: failure, skipped or error first, then system-out.
  private func children(of item: Case) -> [XMLElement] {
    func element(_ name: String, _ type: String) -> XMLElement {
      XMLElement(
        name: name, attributes: [("message", item.message), ("type", type)], text: item.details ?? item.message)
    }
    let outcome: XMLElement? =
      switch item.outcome {
      case .passed: nil
      case .failure(let type): element("failure", type)
      case .error(let type): element("error", type)
      case .skipped: XMLElement(name: "skipped", attributes: [("message", item.message)])
      }
    let paths = item.attachments.map { "[[ATTACHMENT|\(folder.isEmpty ? $0 : "\(folder)/\($0)")]]" }
    let output = (item.output + paths).joined(separator: "\n")
    return [outcome, output.isEmpty ? nil : XMLElement(name: "system-out", text: output)].compactMap { $0 }
  }

  /// Counts and time. The root has no `skipped`: Jenkins' schema does not know it there.
  private func totals(_ cases: [Case], withSkipped: Bool) -> [(name: String, value: String)] {
    let failures = cases.count { if case .failure = $0.outcome { true } else { false } }
    let errors = cases.count { if case .error = $0.outcome { true } else { false } }
    let skipped = cases.count { $0.outcome == .skipped }
    return [("tests", "\(cases.count)"), ("failures", "\(failures)"), ("errors", "\(errors)")]
      + (withSkipped ? [("skipped", "\(skipped)")] : []) + [("time", seconds(cases.reduce(0) { $0 + $1.seconds }))]
  }

  /// Seconds with three decimals and a point, whatever the locale.
  private func seconds(_ value: Double) -> String {
    NumberText.fixed(value.isFinite ? min(max(0, value), 1e12) : 0, 3)
  }
}
