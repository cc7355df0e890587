import Scoring

/// `junit.xml`: one test suite per attack, one test case per image and start.
///
/// `failure` when inflation exceeds a limit that was asked for, or is new or worse than what was expected, `error` when a case
/// could not be evaluated, `skipped` when it is not decided or not applicable; what was found and fails nothing stands in
/// the output of a case that passed. Inputs that could not be read stand in the suite `input`, and a run that has not ended
/// has an error in the suite `run`.
public enum JUnitReport {
  /// The suite of inputs that could not be read.
  static let inputSuite = "input"

  /// The whole file.
  /// - Parameters:
  ///   - cases: The judged cases.
  ///   - header: The run.
  ///   - unfinished: How much is there when something is missing.
  ///   - remarks: What became of the findings that were expected.
  ///   - notes: What else is said of the run as a whole.
  ///   - folder: The run's folder as CI will see it, relative to its working directory: attached pictures are named by it.
  /// - Returns: nil only when libxml2 has no memory.
  public static func render(
    cases: [CaseRecord], header: RunHeader, folder: String, unfinished: Unfinished? = nil, remarks: [String] = [],
    notes: [String] = []
  ) -> String? {
    var bySuite: [String: [CaseRecord]] = [:]
    for record in cases { bySuite[suiteName(record), default: []].append(record) }
    var names = header.attacks.map(\.name)
    names += Set(bySuite.keys).subtracting(names).sorted {
      ($0 == inputSuite ? 1 : 0, $0) < ($1 == inputSuite ? 1 : 0, $1)
    }
    var written: Set<String> = []
    let suites = names.filter { written.insert($0).inserted }.compactMap { name -> JUnitDocument.Suite? in
      bySuite[name].map { cases in
        JUnitDocument.Suite(
          name: name, className: "audit.\(header.metric.id).\(name)",
          cases: cases.sorted { $0.measurement.key < $1.measurement.key }.map { .init($0, header: header) })
      }
    }
    let className = "audit.\(header.metric.id).run"
    let expected =
      remarks.isEmpty
      ? nil
      : JUnitDocument.Suite(
        name: "expected", className: className,
        cases: [
          JUnitDocument.Case.knownFindings(
            remarks, isDecided: cases.contains { [.passed, .failed, .inflated].contains($0.standing(in: header)) })
        ])
    let noted =
      notes.isEmpty
      ? nil
      : JUnitDocument.Suite(
        name: "notes", className: className,
        cases: [.init(name: "notes", outcome: .passed, message: "", output: notes)])
    let whole = [expected, noted, UnfinishedWords.suite(unfinished, className: className)].compactMap { $0 }
    return JUnitDocument(
      name: "audit \(header.metric.id) \(header.suite)", suites: suites + whole, startedAt: header.startedAt,
      folder: folder
    ).text()
  }

  private static func suiteName(_ record: CaseRecord) -> String { record.measurement.key.attack ?? inputSuite }
}
