import QualityMetrics
import RunStorage

/// What a command wants of every image.
struct StudyPlan: Sendable {
  /// The audited metric.
  let metric: any QualityMetric
  /// The panel, without the audited metric.
  let panel: [any QualityMetric]
  /// The honest ladders.
  let ladders: [Suite.Ladder]
  /// The metric's fusion, whose working points are noted at every rung; nil where nobody asks.
  var fusion: FusionSubject?
  /// Where the reference and the starts are written; nil when pictures are not kept.
  var pictures: PictureFolder?
  /// Whether the reference is among them.
  var keepsReference = true
  /// Whether a Y4M stream of one frame is a picture.
  var takesStreams = false
  /// Whether pictures of 16 bits are cut to 8 before anything is measured.
  var reducesDepth = false
  /// Width and height below which an image is not studied.
  var smallestSide: Int
  /// What is noise below that: "inflation", "a change"; nil for no reason that needs saying.
  var noise: String?
  /// Whether an image is refused on whose ladders the audited metric tells nothing.
  var refusesUntelling = false
  /// Bytes a pixel that a piece of work takes beside the image's own.
  var bytesOfWork = MemoryBudget.perCase
}
