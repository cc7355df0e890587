import Reporting
import Scoring

/// What `audit fusion` prints.
enum FusionText {
  static func lines(_ record: FusionRecord) -> [String] {
    [
      // A model's file goes by one name.
      (record.title == record.metric ? "" : "\(record.title) (\(record.metric)): ")
        + "\(record.model), \(record.supportVectors) support vectors",
      "", "Derivatives of the score, points per unit of the feature:",
    ] + table(record) + [""] + best(record) + [""] + operating(record) + [""] + box(record)
  }

  private static func table(_ record: FusionRecord) -> [String] {
    var table = TextTable(
      [("place", .left), ("score", .right)] + record.features.map { ($0, TextTable.Side.right) })
    for place in record.table {
      table.add([place.name, NumberText.fixed(place.score, 2)] + record.features.map { signed(place.slopes[$0]) })
    }
    return table.lines
  }

  private static func best(_ record: FusionRecord) -> [String] {
    let place = record.features.map { "\($0) \(NumberText.fixed(record.best.features[$0] ?? 0, 2))" }
      .joined(separator: ", ")
    let top = record.table.first
    var text = "Best score in the feature box: \(NumberText.fixed(record.best.score, 2))"
    if let clip = record.clip, record.best.score > clip[1] { text += " (shown as \(NumberText.fixed(clip[1], 0)))" }
    text += ", at \(place)."
    if let top { text += " \(top.name.capitalisedFirst) scores \(NumberText.fixed(top.score, 2))." }
    return [text]
  }

  private static func operating(_ record: FusionRecord) -> [String] {
    let summary = record.summary
    guard summary.encodes > 0 else { return ["No honest encodes."] }
    var features = TextTable([
      ("feature", .left), ("negative at", .right), ("least", .right), ("median", .right), ("most", .right),
      ("everywhere below", .right), ("from there on", .right),
    ])
    for row in summary.features {
      features.add([
        row.feature, NumberText.percent(row.negativeShare), signed(row.least), signed(row.median), signed(row.most),
        row.negativeBelow.map { NumberText.fixed($0, 1) } ?? "–",
        row.negativeShareAbove.map { NumberText.percent($0) } ?? "–",
      ])
    }
    var bands = TextTable(
      [("score", .left), ("encodes", .right)] + record.features.map { ($0, TextTable.Side.right) }
        + [("gain by losing", .right)])
    for band in summary.bands {
      bands.add(
        [FusionNames.band(band), "\(band.encodes)"]
          + record.features.map { NumberText.percent(band.negativeShare[$0] ?? 0) }
          + [NumberText.fixed(band.medianGainByLosing, 2)])
    }
    let source = record.datasets.isEmpty ? "built-in scenes" : record.datasets.joined(separator: ", ")
    return [
      "\(counted(summary.encodes, "honest encode")) of \(counted(summary.images, "image")) (\(source)); where the derivative is negative, the "
        + "metric rewards losing the feature:"
    ] + features.lines + [
      "", "Share of encodes with a negative derivative, and the median of what can be gained there",
    ]
      + ["although no feature rises (points), by score:"] + bands.lines
  }

  private static func box(_ record: FusionRecord) -> [String] {
    let shares = record.features.map { "\($0) \(NumberText.percent(record.grid.negative[$0] ?? 0))" }
      .joined(separator: ", ")
    return [
      "Of \(record.grid.points) points of the whole box (\(record.grid.levels) levels a feature, most of them out of any "
        + "picture's reach) the derivative is negative at: \(shares)."
    ]
  }

  private static func signed(_ value: Double?) -> String { value.map { NumberText.plus($0, 1) } ?? "–" }
}

extension String {
  /// With its first letter in upper case.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
