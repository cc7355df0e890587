import ArgumentParser
import AttackEngine
import AuditRecord
import AuditRunner
import HonestCodecs
import Losses
import QualityMetrics
import Reporting
import RunStorage

/// `audit list`: what there is to choose from.
struct ListCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists metrics, attacks, losses or suites.",
    discussion: """
      EXAMPLES
        audit list metrics
        audit list attacks --format json
        audit list losses
        audit list suites
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable { case metrics, attacks, losses, suites }
  @Argument(help: "What to list.")
  var subject: Subject

  @Option(help: "How to print.")
  var format = OutputFormat.text

  func perform() throws -> Ending {
    switch (subject, format) {
    case (.metrics, .text): Output.lines(metricLines())
    case (.metrics, .json): try printJSON(MetricRegistry.all.map { ListedMetric($0.descriptor) })
    case (.attacks, .text): Output.lines(attackLines())
    case (.attacks, .json): try printJSON(AttackRegistry.descriptors.map(ListedAttack.init))
    case (.losses, .text): Output.lines(LossRegistry.all.map { "\($0.id): \($0.summary)" })
    case (.losses, .json): try printJSON(LossRegistry.all.map(ListedLoss.init))
    case (.suites, .text): Output.lines(try suiteLines())
    case (.suites, .json): try printJSON(try SuiteLibrary.builtin().map(ListedSuite.init))
    }
    return .done
  }

  private func printJSON(_ value: some Encodable) throws {
    Output.document(String(decoding: try RecordJSON.document(value), as: UTF8.self))
  }

  private func metricLines() -> [String] {
    var table = TextTable([
      ("id", .left), ("title", .left), ("unit", .left), ("better", .left), ("panel group", .left), ("smallest", .right),
      ("limit", .right),
    ])
    for metric in MetricRegistry.all.map({ ListedMetric($0.descriptor) }) {
      let group = metric.group.map { metric.votes ? $0 : "\($0) (shown)" } ?? "–"
      table.add([
        metric.id, metric.title, metric.unit.isEmpty ? "–" : metric.unit,
        metric.direction == "higher_is_better" ? "higher" : "lower", group, "\(metric.smallestSide)",
        metric.defaultInflationLimit.map(plain) ?? "–",
      ])
    }
    return table.lines
  }

  private func attackLines() -> [String] {
    AttackRegistry.descriptors.flatMap { attack -> [String] in
      let bound = attack.norm.isEmpty ? "" : ", bounded by \(attack.norm)"
      let citation = attack.citation.isEmpty ? [] : ["    \(attack.citation)"]
      return ["\(attack.id): \(attack.title)\(bound)", "    \(attack.summary)"] + citation
        + attack.parameters.map { parameter in
          "    \(parameter.name) = \(plain(parameter.defaultValue)) (\(plain(parameter.range.lowerBound)) … "
            + "\(plain(parameter.range.upperBound))): \(parameter.summary)"
        }
    }
  }

  private func suiteLines() throws -> [String] {
    try SuiteLibrary.builtin().map { suite in
      let cases = suite.attacks.reduce(0) { $0 + $1.starts.count }
      return "\(suite.name): \(suite.description) (\(suite.attacks.count) attacks, \(cases) cases an image)"
    }
  }
}

private struct ListedMetric: Encodable {
  let id: String
  let title: String
  let unit: String
  let direction: String
  let group: String?
  let votes: Bool
  let smallestSide: Int
  let defaultInflationLimit: Double?
  let citation: String
}

extension ListedMetric {
  init(_ metric: MetricDescriptor) {
    self.init(
      id: metric.id, title: metric.title, unit: metric.unit, direction: metric.direction.rawValue,
      group: metric.group?.rawValue, votes: metric.votes, smallestSide: metric.smallestSide,
      defaultInflationLimit: metric.defaultInflationLimit, citation: metric.citation)
  }
}

private struct ListedAttack: Encodable {
  struct Parameter: Encodable {
    let name: String
    let summary: String
    let defaultValue: Double
    let lowest: Double
    let highest: Double
  }

  let id: String
  let title: String
  let summary: String
  let citation: String
  let need: String
  let norm: String
  let start: String
  let parameters: [Parameter]
}

extension ListedAttack {
  init(_ attack: AttackDescriptor) {
    self.init(
      id: attack.id, title: attack.title, summary: attack.summary, citation: attack.citation,
      need: attack.need.rawValue, norm: attack.norm, start: attack.start.rawValue,
      parameters: attack.parameters.map {
        Parameter(
          name: $0.name, summary: $0.summary, defaultValue: $0.defaultValue, lowest: $0.range.lowerBound,
          highest: $0.range.upperBound)
      })
  }
}

private struct ListedLoss: Encodable {
  let id: String
  let summary: String
  let metrics: [String]
  let comparesWithBase: Bool

  init(_ loss: any Loss) {
    id = loss.id
    summary = loss.summary
    metrics = loss.metrics.sorted()
    comparesWithBase = loss.comparesWithBase
  }
}

private struct ListedSuite: Encodable {
  struct Entry: Encodable {
    let name: String
    let attack: String
    let starts: [String]
    let parameters: [String: Double]
  }

  let name: String
  let description: String
  let ladders: [String: Int]
  let panel: [String]
  let attacks: [Entry]

  init(_ suite: Suite) {
    name = suite.name
    description = suite.description
    ladders = Dictionary(suite.ladders.map { ($0.codec.rawValue, $0.rungs) }, uniquingKeysWith: { first, _ in first })
    panel = suite.panel
    attacks = suite.attacks.map {
      Entry(name: $0.name, attack: $0.attack, starts: $0.starts.map(\.description), parameters: $0.parameters)
    }
  }
}
