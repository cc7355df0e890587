import Scoring

/// Where a metric's fusion rewards a worse feature: for a run's page and for the page of `audit fusion`.
struct FusionSection: ReportSection {
  let record: FusionRecord
  let id = "fusion"
  let title = "Where the fusion rewards a worse feature"

  private var summary: FusionSummary { record.summary }

  var body: Markup {
    .group([lead] + (summary.encodes > 0 ? [shares, slopes, bands] : []) + [curves, table, box])
  }

  private var lead: Markup {
    tag("div", ["class": "prose"]) {
      tag("p") {
        "\(record.title) measures features of the picture, each better when higher, and fuses them into the score. The "
        tag("strong") { "slope" }
        " of a feature is how many points the score gains per unit of it. Where a slope is negative, the metric "
        tag("strong") { "rewards losing the feature" }
        ": a picture can be made worse there and score higher."
      }
    }
  }

  private var shares: Markup {
    tag("figure", ["class": "fusion-shares"]) {
      ShareFigure(summary: summary).markup
      tag("figcaption") {
        "Share of \(counted(summary.encodes, "honest encode")) of \(counted(summary.images, "image")) at which the slope "
          + "is negative."
      }
    }
  }

  private var slopes: Markup {
    let shown = SlopeFigure.shown(record).count
    return tag("figure", ["class": "fusion-slopes"]) {
      tag("div", ["class": "plots"]) {
        for feature in record.features { SlopeFigure(record: record, feature: feature).markup }
      }
      tag("figcaption") {
        "Slopes at the honest encodes, in points per unit of the feature; each plot has a scale of its own. ▼ below zero: "
          + "losing the feature is rewarded."
        if shown < record.operating.count { " \(shown) of \(record.operating.count) encodes are drawn." }
      }
    }
  }

  private var bands: Markup {
    numbersTable(
      "Share of encodes with a negative slope, by score",
      caption:
        "Share of encodes with a negative slope, by score, and the median of what an encode can gain although no "
        + "feature rises (points).",
      head: ["Score", "Encodes"] + record.features.map(FusionNames.title) + ["Gain by losing"],
      texts: summary.bands.map { band -> [String] in
        let shares = record.features.map { FusionNames.percent(band.negativeShare[$0] ?? 0) }
        return [FusionNames.band(band), "\(band.encodes)"] + shares + [NumberText.signed(band.medianGainByLosing, 2)]
      }, region: "fusion-table")
  }

  private var curves: Markup {
    tag("figure", ["class": "fusion-curves"]) {
      tag("div", ["class": "plots"]) {
        for feature in record.features { CurveFigure(record: record, feature: feature).markup }
      }
      tag("figcaption") {
        "Change of the score when one feature alone moves, from each place of the table below (dots). Thick stretches fall: "
          + "there a higher feature scores less. Lines: "
        for (index, place) in record.table.enumerated() {
          tag("span", ["class": "key"]) {
            SVG.drawing(width: 34, height: 10, title: "line of \(place.name)", class: "figure key-line") {
              SVG.line(1, 5, 33, 5, "along place-\(index)")
            }
            " \(place.name)\(index + 1 < record.table.count ? "," : ".")"
          }
          " "
        }
      }
    }
  }

  private var table: Markup {
    numbersTable(
      "Slopes at places of the feature space",
      caption: "Slopes at places of the feature space, in points per unit.",
      head: ["Place", "Score"] + record.features.map(FusionNames.title),
      texts: record.table.map { place -> [String] in
        let slopes = record.features.map { name in place.slopes[name].map { NumberText.signed($0) } ?? "" }
        return [place.name, NumberText.score(place.score, 2)] + slopes
      }, region: "fusion-table")
  }

  private var box: Markup {
    let place = record.features.map { name in
      "\(FusionNames.title(name)) = \(NumberText.significant(record.best.features[name] ?? 0, 3))"
    }
    let grid = record.features.map { name in
      "\(FusionNames.title(name)) \(FusionNames.percent(record.grid.negative[name] ?? 0))"
    }
    let shown = record.clip.flatMap { $0.count == 2 && record.best.score > $0[1] ? $0[1] : nil }
    return tag("div", ["class": "prose"]) {
      tag("p") {
        "The best score in the whole box of features is "
        tag("strong") { NumberText.score(record.best.score) }
        (shown.map { " (shown as \(NumberText.plain($0)))" } ?? "") + ", at \(place.joined(separator: ", "))"
          + (record.table.first.map { "; \($0.name) scores \(NumberText.score($0.score, 2))" } ?? "") + "."
      }
      tag("p", ["class": "note"]) {
        "Over \(record.grid.points) points of that box, most of them out of any picture's reach, the slope is negative at: "
          + grid.joined(separator: ", ")
          + ". Model: \(record.model), \(record.supportVectors) support vectors. Motion is 0 "
          + "in table and box; it belongs to the reference and cannot be lost."
      }
    }
  }
}
