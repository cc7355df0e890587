import Scoring

extension JUnitDocument.Case {
  /// What became of findings that were expected; skipped where nothing was judged that they could be held against.
  static func knownFindings(_ lines: [String], isDecided: Bool) -> Self {
    isDecided
      ? .init(name: "known findings", outcome: .passed, message: "", output: lines)
      : .init(name: "known findings", outcome: .skipped, message: lines.joined(separator: "; "))
  }

  /// A case of a run.
  init(_ record: CaseRecord, header: RunHeader) {
    let key = record.measurement.key
    let words = CaseInJUnit(record: record, header: header)
    self.init(
      name: key.start.map { "\(key.image) from \($0)" } ?? key.image, outcome: .passed, message: "",
      attachments: words.attachments, seconds: record.measurement.seconds)
    switch record.standing(in: header) {
    case .passed: break
    case .failed: (outcome, message, details) = (.failure(type: "inflation"), words.failure, words.details)
    // Found, and nothing was asked that fails it: the numbers are in its output.
    case .inflated, .remarked: output = ["\(Standing.inflated.words): \(words.details)"]
    case .notDecided: (outcome, message) = (.skipped, words.reason ?? "not decided")
    case .notApplicable: (outcome, message) = (.skipped, words.reason ?? "not applicable")
    case .error: (outcome, message) = (.error(type: "error"), words.reason ?? "could not be evaluated")
    }
  }
}

/// What the JUnit report says of a case.
private struct CaseInJUnit {
  var record: CaseRecord
  var header: RunHeader

  var reason: String? { CaseWords.reason(record, header: header) }

  /// Stands alone: which case, what it scores, what it looks like by which group, by how much, and the limit.
  var failure: String { "\(record.key): \(reason ?? "beyond the limit")" }

  /// A number of the audited metric, with a decimal more than the page has.
  private func text(_ value: Double) -> String { NumberText.fixed(value, header.metric.decimals + 1) }

  /// The reason, then what each group and each panel member says.
  var details: String {
    var lines = [reason ?? failure]
    for group in PanelGroup.allCases {
      guard let inflation = record.inflationByGroup[group] else { continue }
      let bound = record.bounded?[group]?.sign ?? ""
      lines.append("\(group.title): inflation \(bound)\(text(inflation))")
    }
    if let tone = CaseWords.tone(record, metric: header.metric) { lines.append(tone) }
    for reading in record.readings {
      guard let implied = reading.implied, let inflation = reading.inflation else { continue }
      let value =
        header.panel.first { $0.id == reading.id }.flatMap { info in
          record.measurement.attacked.flatMap { info.read($0.panel, $0.tone) }
        }.map { NumberText.significant($0, 5) } ?? ""
      let bound = implied.bound == .below ? "at most " : implied.bound == .above ? "at least " : ""
      lines.append(
        "\(reading.id) \(value): implies \(bound)\(text(implied.value)), "
          + "inflation \(text(inflation))")
    }
    for info in header.panel {
      if let missing = record.measurement.attacked?.missing?[info.id] {
        lines.append("\(info.id): no value, \(missing)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The attacked picture first, since some readers show only one.
  var attachments: [String] {
    let pictures = record.measurement.pictures
    var named: Set<String> = []
    return [pictures.attacked, pictures.start, pictures.reference].compactMap { $0 }
      .filter { named.insert($0).inserted }
  }
}
