import AuditRecord

/// One test case of the JUnit report.
struct JUnitCase {
  var name: String
  var className: String
  var record: CaseRecord
  var header: RunHeader
  var folder: String

  private var reason: String? { CaseWords.reason(record, header: header) }

  var element: XMLElement {
    // The order that all readers take: failure, skipped or error first, then system-out.
    var children: [XMLElement] = []
    switch record.verdict {
    case .passed: break
    case .failed: children.append(outcome("failure", type: "inflation", message: failureMessage, text: details))
    case .notApplicable:
      children.append(
        XMLElement(name: "skipped", attributes: [("message", reason ?? "not applicable")]))
    case .error: children.append(outcome("error", type: "error", message: reason ?? "could not be evaluated"))
    }
    let output = systemOutput
    if !output.isEmpty { children.append(XMLElement(name: "system-out", text: output)) }
    return XMLElement(
      name: "testcase",
      attributes: [
        ("name", name), ("classname", className), ("time", JUnitReport.seconds(record.measurement.seconds)),
      ],
      children: children)
  }

  private func outcome(_ name: String, type: String, message: String, text: String = "") -> XMLElement {
    XMLElement(name: name, attributes: [("message", message), ("type", type)], text: text.isEmpty ? message : text)
  }

  private var failureMessage: String {
    var parts: [String] = []
    if let score = record.measurement.attacked?.score { parts.append("score \(text(score))") }
    if let implied = record.implied {
      parts.append("implied score \(record.atLeast ? "at most " : "")\(text(implied))")
    }
    if let inflation = record.inflation {
      parts.append("inflation \(record.atLeast ? "at least " : "")\(text(inflation))")
    }
    if let limit = header.limit { parts.append("limit \(NumberText.plain(limit))") }
    return parts.joined(separator: ", ")
  }

  /// A number of the audited metric, with a decimal more than the page has.
  private func text(_ value: Double) -> String { NumberText.fixed(value, header.metric.decimals + 1) }

  /// The reason, then what each group and each panel member says.
  private var details: String {
    var lines = [reason ?? failureMessage]
    for group in PanelGroup.allCases {
      guard let inflation = record.inflationByGroup[group] else { continue }
      lines.append("\(group.rawValue): inflation \(text(inflation))")
    }
    for reading in record.readings {
      guard let implied = reading.implied, let inflation = reading.inflation else { continue }
      let value = record.measurement.attacked?.panel[reading.id].map { NumberText.significant($0, 5) } ?? ""
      let bound = implied.bound == .below ? "at most " : implied.bound == .above ? "at least " : ""
      lines.append(
        "\(reading.id) \(value): implies \(bound)\(text(implied.value)), "
          + "inflation \(text(inflation))")
    }
    for info in header.panel {
      if let missing = record.measurement.attacked?.missing[info.id] {
        lines.append("\(info.id): no value, \(missing)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Attachments, each on a line of its own; the attacked picture first, since some readers show only one.
  private var systemOutput: String {
    let pictures = record.measurement.pictures
    var named: Set<String> = []
    return [pictures.attacked, pictures.start, pictures.reference].compactMap { $0 }
      .filter { named.insert($0).inserted }
      .map { "[[ATTACHMENT|\(folder.isEmpty ? $0 : "\(folder)/\($0)")]]" }
      .joined(separator: "\n")
  }
}
