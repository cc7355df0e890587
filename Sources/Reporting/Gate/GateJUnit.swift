import Scoring

/// A gate's `junit.xml`: a suite for the judgement, with a case per rule that can fail; one for the rates, one for the
/// images, one for pictures that could not be used.
public enum GateJUnit {
  /// The whole file.
  /// - Parameter folder: The gate's folder as CI will see it, relative to its working directory: attached pictures are
  ///   named by it.
  /// - Returns: nil only when libxml2 has no memory.
  public static func render(_ record: GateRecord, folder: String) -> String? {
    let header = record.header.run
    let suites = [
      ("gate", rules(record)), ("rates", rates(record)), ("images", images(record)), ("input", inputs(record)),
    ].filter { !$0.1.isEmpty }.map { name, cases in
      JUnitDocument.Suite(name: name, className: "audit.\(header.metric.id).gate.\(name)", cases: cases)
    }
    return JUnitDocument(
      name: "audit gate \(header.metric.id)", suites: suites, startedAt: header.startedAt, folder: folder
    ).text()
  }

  private typealias Case = JUnitDocument.Case

  /// A case that passed, with what is to be said of it.
  private static func passed(_ name: String, _ words: [String], attachments: [String] = []) -> Case {
    Case(name: name, outcome: .passed, message: "", output: words, attachments: attachments)
  }

  /// A case per rule that can end a gate: the one that holds carries its message.
  private static func rules(_ record: GateRecord) -> [Case] {
    let overall = record.overall
    let words = GateWords.message(overall, header: record.header)
    return GateRule.allCases.filter(\.canFail).map { rule in
      let name = GateWords.test(against: rule)
      guard overall.rule == rule else {
        let sight = [GateWords.smallestVisible(record), GateWords.falseAlarms(record.header)].compactMap { $0 }
        return passed(name, (overall.rule == .gamed ? [] : [words]) + (rule == .gamed ? sight : []))
      }
      return Case(name: name, outcome: record.passed ? .skipped : .failure(type: "gate"), message: words)
    }
  }

  /// A case per rate; only the judgement over all rates can fail a gate, so a rate's own finding is skipped, and says so.
  private static func rates(_ record: GateRecord) -> [Case] {
    record.rates.map { judgement in
      let name = "rate \(judgement.rate?.rawValue ?? "")"
      let words = GateWords.message(judgement, header: record.header)
      return judgement.rule.consequence == .passes
        ? passed(name, [words]) : Case(name: name, outcome: .skipped, message: words)
    }
  }

  /// A case per image, with its pictures.
  private static func images(_ record: GateRecord) -> [Case] {
    let paths = Dictionary(grouping: record.pictures, by: \.image)
    return record.imageChanges.map { change in
      let moved = "\(record.header.run.metric.id) \(NumberText.signed(change.metric, 2))"
      return passed(
        change.image, ["\(moved); \(GateWords.groups(change.groups))"],
        attachments: (paths[change.image] ?? []).compactMap(\.path))
    }
  }

  private static func inputs(_ record: GateRecord) -> [Case] {
    record.pictures.compactMap { picture in
      picture.failure.map { failure in
        let name = "\(picture.side.rawValue) \(picture.rate) \(picture.image)"
        return Case(name: name, outcome: .error(type: "input"), message: failure)
      }
    }
  }
}
