import AuditRunner
import Reporting
import Scoring

/// An evaluation of the built-in codec in the terminal.
enum CodecEvaluationText {
  /// Tables of points and of differences in rate.
  static func lines(_ record: CodecEvaluationRecord, metrics: [String]) -> [String] {
    var points = TextTable([("codec", .left), ("setting", .right), ("bpp", .right)] + metrics.map { ($0, .right) })
    for mean in record.means {
      points.add(
        [mean.codec, "\(mean.setting)", NumberText.fixed(mean.bitsPerPixel, 4)]
          + metrics.map { mean.values[$0].map { NumberText.fixed($0, 4) } ?? "–" })
    }
    var rates = TextTable([("anchor", .left), ("metric", .left), ("rate %", .right), ("images", .right)])
    for difference in record.differences {
      rates.add([
        difference.anchor, difference.metric, difference.meanPercent.map { NumberText.fixed($0, 2) } ?? "–",
        "\(difference.images)",
      ])
    }
    return ["\(record.checkpoint)", ""] + points.lines + [""] + rates.lines
  }
}
