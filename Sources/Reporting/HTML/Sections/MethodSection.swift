import Scoring

/// What the run was asked to do and with what, so that it can be repeated.
struct MethodSection: ReportSection {
  let context: ReportContext
  let id = "method"
  let title = "The run"

  private var header: RunHeader { context.header }

  var body: Markup {
    .group([factsList(lines), attacks, panel, gains].compactMap { $0 })
  }

  private var lines: [(String, String)] {
    var result = [
      ("Metric", "\(context.metric.title) (\(context.metric.id))"),
      ("Suite", header.suite),
      ("Dataset", header.datasets.isEmpty ? "built-in scenes" : header.datasets.joined(separator: ", ")),
      ("Images", images),
      ("Ladders", ladders),
      ("Colour", header.colour),
      ("Seed", "\(header.seed)"),
    ]
    if let shard = header.shard { result.append(("Shard", shard)) }
    result.append(("Begun", header.startedAt))
    result.append(("Program", "audit \(header.toolVersion)"))
    return result
  }

  private var images: String {
    let skipped = header.skippedFiles > 0 ? ", and \(counted(header.skippedFiles, "file")) of other kinds skipped" : ""
    return "\(header.images.count)\(skipped)"
  }

  private var ladders: String {
    header.ladders.sorted { $0.key < $1.key }.map { "\($0.key), \(counted($0.value, "rung"))" }.joined(separator: "; ")
  }

  private var attacks: Markup {
    tag("details") {
      tag("summary") { "Attacks and their parameters" }
      tag("dl", ["class": "attacks"]) {
        for entry in header.attacks {
          tag("dt") {
            entry.title
            " "
            tag("code") { entry.name }
          }
          tag("dd") {
            tag("p") { entry.summary }
            tag("p", ["class": "note"]) {
              "From \(entry.starts.joined(separator: ", "))."
              if !entry.parameters.isEmpty {
                " Parameters: "
                  + entry.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \(NumberText.plain($0.value))" }
                  .joined(separator: ", ") + "."
              }
              if !entry.citation.isEmpty { " Source: \(entry.citation)." }
            }
          }
        }
      }
    }
  }

  private var panel: Markup {
    tag("details") {
      tag("summary") { "The panel" }
      table(
        [:], head: ["Group", "Metric", "Id", "Better is", "Votes"].map { TableHead($0) },
        rows: PanelGroup.allCases.flatMap { group in header.panel.filter { $0.group == group } }.map { member in
          tag("tr") {
            tag("td") { member.group?.title ?? "" }
            tag("th", ["scope": "row"]) { member.title }
            tag("td") { tag("code") { member.id } }
            tag("td") { member.higherIsBetter ? "more" : "less" }
            tag("td") { member.votes ? "yes" : "no, shown only" }
          }
        })
    }
  }

  /// The gain scores of the literature, for comparison.
  private var gains: Markup? {
    let rows = context.record.summary.rows.filter { $0.gains != nil }
    guard !rows.isEmpty else { return nil }
    return tag("details") {
      tag("summary") { "Gain scores of the MSU robustness benchmark" }
      tag("p", ["class": "note"]) {
        "Scores scaled to [0, 1]; means over images. They measure how far an attack moves the score, whatever the "
          + "picture is worth."
      }
      tag("div", ["class": "scroll"]) {
        table(
          ["class": "numbers"],
          head: ["Attack", "Start"].map { TableHead($0) }
            + ["Absolute gain", "Relative gain", "Robustness", "Wasserstein-1", "Energy"].map {
              TableHead($0, isNumber: true)
            },
          rows: rows.compactMap { row in
            row.gains.map { gains in
              tag("tr") {
                tag("th", ["scope": "row"]) { context.title(ofAttack: row.attack) }
                tag("td") { tag("code") { row.start } }
                for value in [gains.absolute, gains.relative, gains.robustness, gains.wasserstein, gains.energy] {
                  numberCell(NumberText.score(value, 3))
                }
              }
            }
          })
      }
    }
  }
}
