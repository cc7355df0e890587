import AuditRecord

/// A gate's `junit.xml`: a suite for the judgement, with a case per rule that can fail; one for the rates, one for the
/// images, one for pictures that could not be used.
public enum GateJUnit {
  /// The whole file.
  /// - Parameter folder: The gate's folder as CI will see it, relative to its working directory: attached pictures are
  ///   named by it.
  /// - Returns: nil only when libxml2 has no memory.
  public static func render(_ record: GateRecord, folder: String) -> String? {
    let suites = [
      Suite(name: "gate", cases: rules(record)), Suite(name: "rates", cases: rates(record)),
      Suite(name: "images", cases: images(record, folder: folder)), Suite(name: "input", cases: inputs(record)),
    ].filter { !$0.cases.isEmpty }
    let all = suites.flatMap(\.cases)
    return XMLElement(
      name: "testsuites",
      attributes: [("name", "audit gate \(record.header.run.metric.id)")] + totals(all, withSkipped: false),
      children: suites.map { $0.element(record.header.run) }
    ).document()
  }

  private struct Case {
    enum Outcome { case passed, failure, skipped, error }
    var name: String
    var outcome: Outcome
    var message: String
    var attachments: [String] = []
  }

  private struct Suite {
    var name: String
    var cases: [Case]

    func element(_ run: RunHeader) -> XMLElement {
      XMLElement(
        name: "testsuite",
        attributes: [("name", name)] + totals(cases, withSkipped: true)
          + [("timestamp", JUnitReport.withoutZone(run.startedAt))],
        children: cases.map { item in
          var children: [XMLElement] = []
          switch item.outcome {
          case .passed: break
          case .failure:
            children.append(
              XMLElement(
                name: "failure", attributes: [("message", item.message), ("type", "gate")], text: item.message))
          case .skipped: children.append(XMLElement(name: "skipped", attributes: [("message", item.message)]))
          case .error:
            children.append(
              XMLElement(name: "error", attributes: [("message", item.message), ("type", "input")], text: item.message))
          }
          var output = item.attachments.map { "[[ATTACHMENT|\($0)]]" }
          if item.outcome == .passed, !item.message.isEmpty { output.insert(item.message, at: 0) }
          if !output.isEmpty {
            children.append(XMLElement(name: "system-out", text: output.joined(separator: "\n")))
          }
          return XMLElement(
            name: "testcase",
            attributes: [
              ("name", item.name), ("classname", "audit.\(run.metric.id).gate.\(name)"), ("time", "0.000"),
            ],
            children: children)
        })
    }
  }

  private static func totals(_ cases: [Case], withSkipped: Bool) -> [(name: String, value: String)] {
    func count(_ outcome: Case.Outcome) -> String { "\(cases.count { $0.outcome == outcome })" }
    var result = [
      (name: "tests", value: "\(cases.count)"), (name: "failures", value: count(.failure)),
      (name: "errors", value: count(.error)),
    ]
    if withSkipped { result.append((name: "skipped", value: count(.skipped))) }
    result.append((name: "time", value: "0.000"))
    return result
  }

  /// A case per rule that can end a gate: the one that holds carries its message.
  private static func rules(_ record: GateRecord) -> [Case] {
    let overall = record.overall
    let words = GateWords.message(overall, header: record.header)
    return GateRule.allCases.filter(\.canFail).map { rule in
      let name = GateWords.test(against: rule)
      guard overall.rule == rule else {
        let sight = [GateWords.smallestVisible(record), GateWords.falseAlarms(record.header)].compactMap { $0 }
        let message = overall.rule == .gamed ? [] : [words]
        return Case(
          name: name, outcome: .passed, message: (rule == .gamed ? message + sight : message).joined(separator: "\n"))
      }
      return Case(name: name, outcome: record.passed ? .skipped : .failure, message: words)
    }
  }

  /// A case per rate; only the judgement over all rates can fail a gate, so a rate's own finding is skipped, and says so.
  private static func rates(_ record: GateRecord) -> [Case] {
    record.rates.map { judgement in
      Case(
        name: "rate \(judgement.rate?.rawValue ?? "")",
        outcome: judgement.rule.consequence == .passes ? .passed : .skipped,
        message: GateWords.message(judgement, header: record.header))
    }
  }

  /// A case per image, with its pictures.
  private static func images(_ record: GateRecord, folder: String) -> [Case] {
    let paths = Dictionary(grouping: record.pictures, by: \.image)
    return record.imageChanges.map { change in
      Case(
        name: change.image, outcome: .passed,
        message: "\(record.header.run.metric.id) \(NumberText.signed(change.metric, 2)); "
          + GateWords.groups(change.groups),
        attachments: (paths[change.image] ?? []).compactMap(\.path).map { folder.isEmpty ? $0 : "\(folder)/\($0)" })
    }
  }

  private static func inputs(_ record: GateRecord) -> [Case] {
    var seen: [String: Int] = [:]
    return record.pictures.compactMap { picture in
      guard let failure = picture.failure else { return nil }
      let plain = "\(picture.side.rawValue) \(picture.rate) \(picture.image)"
      seen[plain, default: 0] += 1
      let count = seen[plain, default: 1]
      return Case(name: count == 1 ? plain : "\(plain) (\(count))", outcome: .error, message: failure)
    }
  }
}
