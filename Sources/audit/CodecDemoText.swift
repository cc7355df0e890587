import Reporting
import Scoring

/// A demonstration in the terminal.
enum CodecDemoText {
  /// Tables of arms and of the gate's findings.
  static func lines(_ record: CodecDemoRecord) -> [String] {
    let groups = PanelGroup.allCases
    var table = TextTable(
      [("arm", .left), ("seeds", .right), (record.run.metric.id, .right)] + groups.map { ($0.rawValue, .right) }
        + [("\(record.run.metric.id) rate %", .right), ("psnr rate %", .right), ("front", .left)])
    for arm in record.arms {
      table.add(
        [arm.name, "\(arm.checkpoints.count)", interval(arm.metric)] + groups.map { interval(arm.groups[$0]) }
          + [record.run.metric.id, "psnr"].map { arm.rateDifferences[$0].map(signed) ?? "–" }
          + [arm.onFront ? "yes" : ""])
    }
    let findings = record.comparisons.map { comparison in
      // A remark begins with its own name.
      let standing = comparison.judgement.standing()
      let opening = standing == .remarked ? standing.sign : "\(standing.words),"
      return "\(comparison.checkpoint): \(opening) " + DemonstrationWords.message(comparison, metric: record.run.metric)
    }
    return [
      "Changes from the base in points"
        + (record.run.images.count < RunSummary.leastImagesOfAnInterval
          ? " (\(IntervalWords.none))" : " with 95 % intervals over images and seeds") + "; groups by implied change",
      "",
    ] + table.lines + ["", "What the gate says", ""] + findings + [""]
  }

  private static func interval(_ interval: RunSummary.Interval?) -> String {
    interval?.text(signed) ?? "–"
  }

  private static func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + NumberText.fixed(value, 2) }
}
