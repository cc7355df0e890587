import AuditRecord
import Foundation

/// A gate's `index.html`: one file that asks nobody for anything.
public enum GatePage {
  /// The whole page.
  public static func render(_ record: GateRecord) -> String {
    let sections: [any ReportSection] = [
      GateInputsSection(record: record), GateChangesSection(record: record), GateImagesSection(record: record),
      GateSavingsSection(record: record), GateMethodSection(record: record),
    ]
    let shown = sections.map { (section: $0, html: $0.markup.html) }
    return ReportPage(
      title: "Gate on \(record.header.run.metric.title)", head: head(record),
      contents: shown.map { ($0.section.id, $0.section.title) }, sections: shown.map(\.html), foot: foot(record),
      data: Data("{}".utf8)
    ).html
  }

  private static func head(_ record: GateRecord) -> Markup {
    let header = record.header
    return tag("header", ["class": "verdict \(record.passed ? "is-passed" : "is-failed")"]) {
      tag("div", ["class": "words"]) {
        tag("p", ["class": "overline"]) {
          "Gate on \(header.run.metric.title) · \(counted(record.overall.images, "image"))"
            + (header.rates.count > 1 ? " · \(header.rates.count) rates" : "")
        }
        tag("h1") {
          "\(record.passed ? "✓ Passed" : "✗ Failed"): "
            + record.overall.rule.rawValue.replacing("_", with: " ")
        }
        tag("p", ["class": "lead"]) { record.overall.message }
        tag("p") {
          "Baseline: "
          tag("code") { header.baseline }
          " · candidate: "
          tag("code") { header.candidate }
        }
      }
    }
  }

  private static func foot(_ record: GateRecord) -> Markup {
    tag("footer") {
      tag("p") {
        "Made by audit \(record.header.run.toolVersion) from the gate's record. The numbers are in "
        tag("a", ["href": RunFolder.File.table.rawValue]) { RunFolder.File.table.rawValue }
        " and "
        tag("a", ["href": RunFolder.File.record.rawValue]) { RunFolder.File.record.rawValue }
        " beside this page."
      }
    }
  }
}

/// A table that scrolls on its own on a narrow screen.
private func numbers(_ label: String, caption: String, head: [String], rows: [[Markup]]) -> Markup {
  tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label]) {
    tag("table", ["class": "numbers"]) {
      tag("caption") { caption }
      tag("thead") { tag("tr") { for name in head { tag("th", ["scope": "col"]) { name } } } }
      tag("tbody") { for row in rows { tag("tr") { row } } }
    }
  }
}

private func cell(_ text: String) -> Markup { tag("td", ["class": "n"]) { text } }
private func heading(_ text: String) -> Markup { tag("th", ["scope": "row"]) { text } }

/// What could not be used.
private struct GateInputsSection: ReportSection {
  let record: GateRecord
  let id = "inputs"
  let title = "What was compared"

  var body: Markup {
    let failures = record.pictures.compactMap(\.failure)
    return tag("div") {
      tag("p") {
        "\(record.pictures.count - failures.count) pictures were measured, \(failures.count) could not be used, and "
          + "\(record.leftOut) had nothing to be compared with at equal bits. "
        record.header.bitsKnown
          ? "Changes are read at equal bits."
          : "The sizes of the bitstreams are not known: pictures were taken as equal in bits."
      }
      if !failures.isEmpty { tag("ul") { for failure in failures { tag("li") { failure } } } }
    }
  }
}

/// Changes over images, per rate and together.
private struct GateChangesSection: ReportSection {
  let record: GateRecord
  let id = "changes"
  let title = "Change from baseline to candidate"

  var body: Markup {
    numbers(
      title, caption: "Medians over images with 95 % intervals, in points of \(record.header.run.metric.title).",
      head: ["Rate", "Images", "Metric"] + PanelGroup.allCases.map(\.title) + ["Finding"],
      rows: (record.rates + [record.overall]).map { judgement in
        [heading(judgement.rate ?? "all rates"), cell("\(judgement.images)"), cell(text(judgement.metric))]
          + PanelGroup.allCases.map { cell(text(judgement.groups[$0.rawValue])) }
          + [tag("td") { judgement.rule.rawValue.replacing("_", with: " ") }]
      })
  }

  private func text(_ interval: RunSummary.Interval?) -> String {
    guard let interval else { return "" }
    return "\(NumberText.signed(interval.value, 2)) (\(NumberText.signed(interval.lower, 2)) … "
      + "\(NumberText.signed(interval.upper, 2)))"
  }
}

/// Changes per image, the ones that moved most first.
private struct GateImagesSection: ReportSection {
  let record: GateRecord
  let id = "images"
  let title = "By image"

  var body: Markup {
    let sorted = record.imageChanges.sorted { (excess($0), $1.image) > (excess($1), $0.image) }
    let pictures = Dictionary(grouping: record.pictures.filter { $0.path != nil }, by: \.image)
    return numbers(
      title, caption: "Means over rates; those whose metric gained most beyond the panel stand first.",
      head: ["Image", "Metric"] + PanelGroup.allCases.map(\.title) + ["Pictures"],
      rows: sorted.map { change in
        [heading(change.image), cell(NumberText.signed(change.metric, 2))]
          + PanelGroup.allCases.map { group in
            cell(change.groups[group.rawValue].map { NumberText.signed($0, 2) } ?? "")
          }
          + [links(pictures[change.image] ?? [])]
      })
  }

  private func excess(_ change: GateChange) -> Double { change.metric - (change.groups.values.max() ?? 0) }

  private func links(_ pictures: [GatePicture]) -> Markup {
    tag("td") {
      for picture in pictures {
        if let path = picture.path {
          tag("a", ["href": path]) { "\(picture.side.rawValue) \(picture.rate)" }
          " "
        }
      }
    }
  }
}

/// Rate differences at equal quality.
private struct GateSavingsSection: ReportSection {
  let record: GateRecord
  let id = "rate"
  let title = "Rate at equal quality"

  var body: Markup {
    guard record.savings.contains(where: { $0.percent != nil }) else {
      return tag("p") { "No rate difference could be computed: it needs sizes and four rates that overlap in quality." }
    }
    return numbers(
      title,
      caption: "Bjøntegaard rate differences, the mean over images; negative saves rate. Nothing is extrapolated.",
      head: ["Metric", "Rate", "Images", "Left out"],
      rows: record.savings.map { saving in
        [
          heading(saving.id), cell(saving.percent.map { "\(NumberText.signed($0, 2)) %" } ?? ""),
          cell("\(saving.images)"),
          tag("td") {
            saving.refused.sorted { $0.key < $1.key }.map { "\($0.value): \($0.key)" }.joined(separator: "; ")
          },
        ]
      })
  }
}

/// How the judgement is made, with its limits.
private struct GateMethodSection: ReportSection {
  let record: GateRecord
  let id = "method"
  let title = "How this is judged"

  /// How often honest changes are called gamed.
  private var falseAlarms: String {
    guard let null = record.header.bands.null, let rate = null.rate(of: .gamed) else {
      return "These limits were not fitted to honest changes for this metric: no false-alarm rate can be stated. "
    }
    func percent(_ share: Double) -> String { "\(NumberText.fixed(100 * share, 1)) %" }
    return "Of \(null.changes) honest changes between \(null.builds) builds of \(null.codecs) codecs on \(null.images) "
      + "photographs these limits call \(rate.alarms) gamed, \(percent(Double(rate.alarms) / Double(null.changes))) "
      + "(95 % sure to be below \(percent(rate.upper)); \(percent(rate.acrossCodecs)) of codecs and "
      + "\(percent(rate.acrossImages)) on images that took no part in the fit). "
  }

  var body: Markup {
    let bands = record.header.bands
    return tag("div") {
      tag("p") {
        "Each reference metric's value is turned into points of the audited metric by honest encodes of the same image. "
          + "A candidate has gamed the metric when the metric rose by more than \(NumberText.plain(bands.metricRise)), no "
          + "group of the panel rose, and at least one fell beyond what honest changes do, with intervals that exclude "
          + "zero. A gain is unearned when it exceeds every group's by more than \(NumberText.plain(bands.excess))."
      }
      tag("p") {
        falseAlarms
        record.overall.smallestVisible.map {
          "The smallest gaming that these images could have shown is \(NumberText.fixed($0, 2)) points. "
        } ?? ""
        record.overall.imagesNeeded.map { "About \($0) images would decide it." } ?? ""
      }
    }
  }
}
