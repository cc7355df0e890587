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
    let suites =
      [
        ("gate", rules(record)), ("rates", rates(record)), ("images", images(record)), ("input", inputs(record)),
        ("expected", expected(record)),
        ("notes", GateWords.notes(record).isEmpty ? [] : [passed("notes", GateWords.notes(record))]),
      ].filter { !$0.1.isEmpty }.map { name, cases in
        JUnitDocument.Suite(name: name, className: "audit.\(header.metric.id).gate.\(name)", cases: cases)
      } + [UnfinishedWords.suite(record.unfinished, className: "audit.\(header.metric.id).gate.run")].compactMap { $0 }
    return JUnitDocument(
      name: "audit gate \(header.metric.id)", suites: suites, startedAt: header.startedAt, folder: folder
    ).text()
  }

  private typealias Case = JUnitDocument.Case

  private static func expected(_ record: GateRecord) -> [Case] {
    let lines = KnownWords.lines(record)
    return lines.isEmpty ? [] : [Case.knownFindings(lines, isDecided: record.standing != .notDecided)]
  }

  /// A case that passed, with what is to be said of it.
  private static func passed(_ name: String, _ words: [String], attachments: [String] = []) -> Case {
    Case(name: name, outcome: .passed, message: "", output: words, attachments: attachments)
  }

  /// A case per rule that can end a gate: the one that holds carries its message. Where the comparison is not decided, no rule
  /// has been held against anything.
  private static func rules(_ record: GateRecord) -> [Case] {
    let overall = record.overall
    let standing = record.standing
    let words = GateWords.message(overall, header: record.header)
    let decide = overall.imagesNeeded.map { "; about \($0) images would decide it" } ?? ""
    let known = KnownWords.lines(record)
    return GateRule.allCases.filter(\.canFail).map { rule in
      let name = GateWords.test(against: rule)
      let sight = [GateWords.smallestVisible(record), GateWords.falseAlarms(record.header)].compactMap { $0 }
      let isUndecided = standing == .notDecided || overall.rule == .inconclusive && overall.rule != rule
      if isUndecided { return Case(name: name, outcome: .skipped, message: words + decide) }
      guard overall.rule == rule else {
        let read = GateWords.allowance(overall, metric: record.header.run.metric)
        return passed(
          name, (overall.rule == .gamed ? [] : [words]) + (rule == .gamed ? sight + [read].compactMap { $0 } : []))
      }
      guard standing == .failed else {
        // A remark begins with its own name.
        return passed(name, [(standing == .remarked ? standing.sign + " " : standing.words + ": ") + words] + known)
      }
      return Case(
        name: name, outcome: .failure(type: "gate"), message: words,
        details: ([words] + record.failingRates + known).joined(separator: "\n"))
    }
  }

  /// A case per rate. Only the judgement over all rates can fail a gate; a rate fails with it where its own finding is one
  /// that fails.
  private static func rates(_ record: GateRecord) -> [Case] {
    record.rates.map { judgement in
      let name = "rate \(judgement.rate?.rawValue ?? "")"
      let words = GateWords.message(judgement, header: record.header)
      let own = judgement.standing(in: record.header)
      switch own {
      case .notDecided: return Case(name: name, outcome: .skipped, message: words)
      case .failed where record.standing == .failed:
        return Case(name: name, outcome: .failure(type: "gate"), message: words)
      case .passed: return passed(name, [words])
      default: return passed(name, ["\(own.sign) \(words)"])
      }
    }
  }

  /// A case per image, with its pictures.
  private static func images(_ record: GateRecord) -> [Case] {
    let paths = Dictionary(grouping: record.pictures, by: \.image)
    return record.imageChanges.map { change in
      let moved = "\(record.header.run.metric.id) \(NumberText.signed(change.metric, 2))"
      let unsteady = (record.unsteady ?? []).filter { $0.image == change.image }.map(GateWords.unsteady)
      return passed(
        change.image, ["\(moved); \(GateWords.groups(change.groups, bounded: change.bounded))"] + unsteady,
        attachments: (paths[change.image] ?? []).compactMap(\.path))
    }
  }

  private static func inputs(_ record: GateRecord) -> [Case] {
    GateWords.problems(record).map { Case(name: $0.name, outcome: .error(type: "input"), message: $0.sentence) }
  }
}

extension GateRecord {
  /// What each rate by itself fails by, a line a rate.
  fileprivate var failingRates: [String] {
    rates.filter { $0.standing(in: header) == .failed }.map { judgement in
      "rate \(judgement.rate?.rawValue ?? ""): \(GateWords.message(judgement, header: header))"
    }
  }
}
