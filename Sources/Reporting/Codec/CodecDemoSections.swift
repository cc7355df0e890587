import Foundation
import Scoring

/// The arms of one part: metric and groups, and differences in rate.
struct CodecDemoArmsSection: ReportSection {
  let record: CodecDemoRecord
  let part: CodecDemoPart
  var id: String { "\(part.rawValue)s" }
  var title: String { part == .decoder ? "Decoders: the same bitstreams" : "Encoders: the same decoder" }

  var body: Markup {
    let arms = record.arms.filter { $0.part == part }
    guard !arms.isEmpty else { return tag("p") { "No \(part.rawValue) took part." } }
    let metric = record.run.metric
    let witnesses = ["psnr", "msssim", "ssimulacra2"].compactMap { id in record.run.panel.first { $0.id == id } }
    return numbersTable(
      title,
      caption: "Change from the base \(part == .decoder ? "on its own bitstreams" : "at equal bits"), in points of "
        + "\(metric.title): the mean over images, rates and seeds with its 95 % interval over images and seeds, which fewer "
        + "than \(RunSummary.leastImagesOfAnInterval) images have not; groups by implied change. Rates: mean difference at "
        + "equal value, per cent; negative saves. Front: no other arm is clearly better in gain or worst "
        + "group and clearly worse in neither.",
      head: ["Arm", "Gate", metric.title] + PanelGroup.allCases.map(\.title)
        + ([metric] + witnesses).map { "Rate, \($0.title)" },
      rows: arms.map { arm in
        [heading(arm), textCell(DemonstrationWords.verdicts(arm)), intervalCell(arm.metric)]
          + PanelGroup.allCases.map { intervalCell(arm.groups[$0]) }
          + ([metric] + witnesses).map { info in
            numberCell(arm.rateDifferences[info.id].map { NumberText.signed($0, 2) } ?? "")
          }
      }, region: "tight")
  }

  private func heading(_ arm: CodecDemoArm) -> Markup {
    tag("th", ["scope": "row"]) {
      arm.name
      tag("span", ["class": "second"]) {
        " \(counted(arm.checkpoints.count, "seed"))\(arm.onFront ? ", front" : "")"
      }
    }
  }
}

extension CodecDemoRecord {
  /// Every panel metric: in its own unit for decoders, and what it implies.
  var membersSection: RecordSection {
    RecordSection("members", "Every panel metric") { _ in
      let arms = self.arms.filter { !$0.isSweep }
      return tag("div") {
        numbersTable(
          "Implied changes", caption: "Implied change in points of \(run.metric.title), positive for better.",
          head: ["Metric", "Group"] + arms.map(\.name),
          rows: run.panel.map { member in
            [
              rowHeading(member.title),
              tag("td") { (member.group?.rawValue ?? "") + (member.votes ? "" : ", shown only") },
            ]
              + arms.map { intervalCell($0.members[member.id]) }
          })
        numbersTable(
          "Changes in each metric's unit", caption: "Change in each metric's own unit on the same bitstreams.",
          head: ["Metric", "Better"] + arms.filter { $0.part == .decoder }.map(\.name),
          rows: run.panel.map { member in
            [rowHeading(member.title), tag("td") { member.higherIsBetter ? "higher" : "lower" }]
              + arms.filter { $0.part == .decoder }.map { intervalCell($0.values[member.id], 4) }
          })
      }
    }
  }

  /// Means over images and seeds at each rate.
  var ratesSection: RecordSection {
    RecordSection("rates", "Rate by rate") { title in
      numbersTable(
        title, caption: "Means over images and seeds, in points of \(run.metric.title).",
        head: ["Arm", "Rate", "Metric"] + PanelGroup.allCases.map(\.title),
        rows: arms.filter { !$0.isSweep }.flatMap { arm in
          arm.byRate.map { mean in
            [rowHeading(arm.name), numberCell(mean.rate.rawValue), numberCell(NumberText.signed(mean.metric, 2))]
              + groupCells(mean.groups)
          }
        })
    }
  }

  /// Changes image by image.
  var imagesSection: RecordSection {
    RecordSection("images", "Image by image") { title in
      numbersTable(
        title, caption: "Means over rates, in points of \(run.metric.title).",
        head: ["Image", "Checkpoint", "Metric"] + PanelGroup.allCases.map(\.title),
        rows: run.images.flatMap { image in
          comparisons.flatMap { comparison in
            comparison.imageChanges.filter { $0.image == image }.map { change in
              [rowHeading(image), tag("td") { comparison.checkpoint }, numberCell(NumberText.signed(change.metric, 2))]
                + groupCells(change.groups, bounded: change.bounded)
            }
          }
        })
    }
  }

  /// What a release gate says of each checkpoint.
  var gateSection: RecordSection {
    RecordSection("gate", "What the gate says") { title in
      numbersTable(
        title,
        caption:
          "Each checkpoint as the candidate, the base as the baseline: over all rates, and at each by itself. Gaming "
          + "at two rates or more, no fewer than half, is gaming where images disagree about the metric over all.",
        head: ["Checkpoint", "Verdict", "Finding", "Rate by rate"],
        rows: comparisons.map { comparison in
          [
            rowHeading(comparison.checkpoint),
            tag("td") { comparison.judgement.standingWords(comparison.judgement.standing()) },
            textCell(DemonstrationWords.message(comparison, metric: run.metric)),
            textCell(DemonstrationWords.byRate(comparison)),
          ]
        })
    }
  }
}

/// The same place through several decoders.
struct CodecDemoCropsSection: ReportSection {
  let record: CodecDemoRecord
  let files: [String: Data]
  let id = "pictures"
  let title = "The same places, side by side"

  /// Characters of the page that pictures may take.
  private static let budget = 6_000_000

  var body: Markup {
    guard !record.crops.isEmpty else { return tag("p") { "No close-ups were made." } }
    let size = record.crops.flatMap(\.views).reduce(0) { $0 + (files[$1.path]?.count ?? 0) / 3 * 4 }
    return tag("div") {
      tag("p") {
        "Where the highest-scoring decoder gained most error over its base; pixels enlarged by two, not smoothed. The "
          + "number is the whole picture's score."
      }
      for crop in record.crops {
        tag("h3") { "\(crop.image), rate \(crop.rate), from column \(crop.x), row \(crop.y)" }
        tag("div", ["class": "crops"]) {
          for view in crop.views { figure(view, crop, embedded: size <= Self.budget) }
        }
      }
    }
  }

  private func figure(_ view: CodecDemoCrop.View, _ crop: CodecDemoCrop, embedded: Bool) -> Markup {
    let side = "\(2 * crop.side)"
    return tag("figure") {
      if embedded, let bytes = files[view.path] {
        Markup.embedded(
          ["alt": "\(view.name), \(crop.image)", "width": side, "height": side],
          mediaType: "image/png", bytes: bytes)
      } else {
        tag("img", ["src": view.path, "alt": "\(view.name), \(crop.image)", "width": side, "height": side])
      }
      tag("figcaption") {
        view.name + (view.score.map { ": \(record.run.metric.title) \(NumberText.score($0, 2))" } ?? "")
      }
    }
  }
}

extension CodecDemoRecord {
  /// How it was measured, with its limits.
  var methodSection: RecordSection {
    RecordSection("method", "How this was measured") { _ in
      tag("div") {
        tag("p") {
          "Decoders decode the base's own bitstreams, so every difference is the decoder's. Encoders write bitstreams that "
            + "the base decodes; they are read at equal bits. Every picture is quantised to 8 bits before it is measured. "
            + "Each panel metric's value is turned into points of the audited metric by honest encodes of the same image; a "
            + "group's change is the median of its voting members. Intervals draw images and seeds independently of each "
            + "other; with one seed they cover images alone."
        }
        tag("ul") {
          for checkpoint in checkpoints {
            tag("li") {
              tag("code") { checkpoint.name }
              ": \(checkpoint.provenance)"
            }
          }
        }
      }
    }
  }
}
