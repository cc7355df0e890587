import Scoring

/// What was done and how to read it.
struct ReadingSection: ReportSection {
  let context: ReportContext
  let id = "reading"
  let title = "What was done, and how to read it"

  var body: Markup {
    let metric = context.metric.title
    let codecs = context.header.ladders.keys.sorted().map(codecName)
    return tag("div", ["class": "prose"]) {
      tag("p") {
        "Each attack builds an image that "
        tag("em") { "scores well and looks worse" }
        ": it may look at \(metric), never at the judges. Then independent metrics, the panel, say what the image is "
          + "really worth."
      }
      tag("p") {
        "The panel speaks in \(context.metric.unit.isEmpty ? "units" : context.metric.unit) of \(metric) because every "
          + "image was first encoded honestly over a ladder of qualities\(codecs.isEmpty ? "" : " (\(list(codecs)))"). "
          + "On that ladder each panel metric has a matching score. "
        tag("strong") { "Inflation is the score minus what the panel implies." }
        isVMAF ? " “Scores 96, but looks like an honest 66: inflated by 30.”" : ""
      }
      tag("details") {
        tag("summary") { "The rules in detail" }
        tag("ul") {
          for rule in rules { tag("li") { rule } }
        }
      }
      CalibrationDetails(calibrations: HumanCalibration.measured).markup
    }
  }

  private var rules: [String] {
    let limit = context.header.limit.map { "\(NumberText.plain($0))\(context.unit)" } ?? "a limit"
    return [
      "The panel has up to four groups: structure, fidelity, colour and whole picture. A group's inflation is the median "
        + "of its voting members; a case's is that of its largest group. Members in (brackets) do not vote: they share "
        + "features with the audited metric, or disagree with people or with honest encoders; they are shown.",
      "A case fails when its inflation exceeds \(limit)."
        + (isVMAF ? " Six points of VMAF are about one just-noticeable difference." : ""),
      "“At least” (≥) means that the image is worse than the lowest rung of the ladder: nothing is extrapolated.",
      "Honest codecs differ in what a panel metric makes of them at equal score, so what one value stands for is a span: a "
        + "score between what the ladders imply is not inflated, and beyond them the distance to the nearest one counts.",
      "“Weak evidence” means that the limit was exceeded, but the honest start exceeds it already. Such a case accuses "
        + "nobody and counts as not applicable.",
      "Images below \(smallestJudgedSide) pixels on a side are not applicable: there the reading is noise.",
      "Intervals are 95 % bootstrap intervals of the median over images. Fewer than "
        + "\(NumberText.word(RunSummary.leastImagesOfAnInterval)) images have none: even the range of their values holds "
        + "the median less often than that.",
      "A missing value is left empty. It is never 0. The colour group, for one, says nothing where no colour difference is "
        + "large enough to be seen.",
    ]
  }

  /// Whether the sentences on VMAF's scale hold.
  private var isVMAF: Bool { context.metric.family == "vmaf" }

  private func codecName(_ id: String) -> String {
    switch id {
    case "jpeg": "JPEG"
    case "webp": "WebP"
    case "wavelet": "a wavelet coder"
    default: id
    }
  }

  private func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}
