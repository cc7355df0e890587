import Scoring

/// A change in points with its interval, where it has one; empty for nil.
func lossPoints(_ change: RunSummary.Interval?) -> String {
  change?.text({ NumberText.signed($0, 2) }, ends: { NumberText.signed($0, 1) }) ?? ""
}

/// What a caption says of intervals.
private func intervals(_ record: LossRecord) -> String {
  record.images.count < RunSummary.leastImagesOfAnInterval
    ? IntervalWords.none
    : "with 95 % intervals over images"
}

/// What descending a loss does to the metric and to the panel.
struct LossSusceptibilitySection: ReportSection {
  let record: LossRecord
  let id = "susceptibility"
  let title = "What descending each loss does"

  var body: Markup {
    .group([
      tag("div", ["class": "prose"]) {
        tag("p") {
          "Gradient attacks run on the loss itself, from honest encodes (\(record.starts.joined(separator: ", "))), within "
            + "budgets that force no picture to get worse. A sound loss leads towards the reference, and the panel rises "
            + "with it. A loss that can be gamed lets the metric rise without the panel, or against it."
        }
      },
      tag("figure", ["class": "fusion-shares"]) {
        tag("div", ["class": "scroll"]) { DescentFigure(record: record).markup }
        tag("figcaption") {
          "Change in points of \(record.metric.title): ◆ the metric itself, ● what the panel's groups imply. Medians over "
            + "images, all attacks together; \(intervals(record))."
        }
      },
      attacks,
    ])
  }

  private var attacks: Markup {
    let groups = PanelGroup.allCases.filter { group in
      record.summary.contains { row in row.susceptibility.contains { $0.groupChanges[group] != nil } }
    }
    let rows: [[String]] = record.summary.flatMap { row in
      row.susceptibility.map { cells($0, of: row.loss, groups: groups) }
    }
    return numbersTable(
      "Change by loss and attack",
      caption:
        "By attack: median changes over images, in points. Confirmed: the change of the group, other "
        + "than colour, that gained least in each descent. Unearned: the metric's change less that. Made worse: share of "
        + "descents in which a group lost more than \(NumberText.plain(record.margin)).",
      head: ["Loss, attack", "Loss fell", record.metric.title] + groups.map(\.title)
        + ["Confirmed", "Unearned", "Made worse"], texts: rows)
  }

  private func cells(_ entry: LossSummary.Susceptibility, of loss: String, groups: [PanelGroup]) -> [String] {
    func change(_ interval: RunSummary.Interval?) -> String {
      interval.map { NumberText.signed($0.value, 2) } ?? ""
    }
    var cells = ["\(loss), \(entry.attack ?? "all attacks")", "\(entry.moved) of \(entry.descents)"]
    cells.append(change(entry.metricChange))
    for group in groups { cells.append(change(entry.groupChanges[group])) }
    cells.append(lossPoints(entry.confirmed))
    cells.append(lossPoints(entry.unearned))
    cells.append(FusionNames.percent(entry.shareWorse))
    return cells
  }
}

/// Which pictures a loss prefers, against the panel.
struct LossRankingSection: ReportSection {
  let record: LossRecord
  let id = "ranking"
  let title = "What each loss prefers"

  var body: Markup {
    .group([
      tag("div", ["class": "prose"]) {
        tag("p") {
          "\(counted(record.pictures.count, "picture")): honest encodes, and pictures that attacks made to please "
            + "\(record.metric.title). The panel decides a pair when some group's implied scores differ by more than "
            + "\(NumberText.plain(record.margin)) and none differ by more than that the other way. A loss "
          tag("strong") { "inverts" }
          " a pair when it prefers what the panel finds worse."
        }
      },
      numbersTable(
        "Inversions by loss",
        caption: "Share of decided pairs that a loss inverts, and rank correlation with the panel's lowest group.",
        head: ["Loss", "Honest pairs", "Inverted", "Pairs with attacks", "Inverted", "Rank correlation"],
        texts: record.summary.map { row in
          [
            row.loss, "\(row.honestPairs)", share(row.honestInversions), "\(row.attackedPairs)",
            share(row.attackedInversions),
            row.correlation?.text { NumberText.score($0, 3) } ?? "",
          ]
        }),
    ])
  }

  private func share(_ interval: RunSummary.Interval?) -> String {
    interval?.text({ "\(NumberText.fixed(100 * $0, 1)) %" }, ends: { NumberText.fixed(100 * $0, 1) }) ?? ""
  }
}

/// What was compared with what.
struct LossMethodSection: ReportSection {
  let record: LossRecord
  let id = "method"
  let title = "What was compared"

  var body: Markup {
    .group(
      [
        factsList(facts),
        tag("dl", ["class": "attacks"]) {
          for loss in record.losses {
            tag("dt") { tag("code") { loss.id } }
            tag("dd") { loss.summary }
          }
        },
        tag("p", ["class": "note"]) {
          "Attacks move luma alone; chroma stays as the start has it. A descent keeps the picture with the lowest loss that was "
            + "found, the start included."
        },
      ] + failures)
  }

  private var facts: [(String, String)] {
    let votes = PanelGroup.allCases.compactMap { group -> String? in
      let members = record.panel.filter { $0.group == group && $0.votes }
      return members.isEmpty ? nil : "\(group.title): \(members.map(\.title).joined(separator: ", "))"
    }
    let shown = record.panel.filter { !$0.votes }.map(\.title)
    let attacks = record.attacks.map { entry in
      let parameters = entry.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \(NumberText.plain($0.value))" }
      return "\(entry.name) (\(parameters.joined(separator: ", ")))"
    }
    return [
      (
        "Images",
        "\(record.images.count) of \(record.datasets.isEmpty ? "the built-in scenes" : record.datasets.joined(separator: ", "))"
      ),
      ("Panel", votes.joined(separator: "; ")),
      ("Do not vote", shown.isEmpty ? "none" : shown.joined(separator: ", ") + " (the metric's own or a loss's parts)"),
      ("Attacks on a loss", attacks.joined(separator: "; ")), ("Seed", "\(record.seed)"),
    ]
  }

  private var failures: [Markup] {
    record.failures.isEmpty
      ? [] : [tag("ul", ["class": "inputs"]) { for text in record.failures { tag("li") { text } } }]
  }
}
