import QualityMetrics
import Raster

/// Equalises luma's histogram, by the strength that scores best for each image.
///
/// At strength 1 a code value becomes 16 + 219 times the part of pixels at or below it (the pixels at it counted half).
struct HistogramEqualisation: Attack {
  static let descriptor = AttackDescriptor(
    id: "histogram-equalisation", title: "Histogram equalisation, tuned",
    summary: "Blends luma towards its equalised histogram by the strength that scores best.",
    citation: "A. Zvezdakova et al., Graphicon 2019; M. Siniukov et al., 2021", need: .scores, norm: "", start: .any,
    parameters: [
      .init("finest", "step of the strength near the best", default: 0.02, in: 0.001...0.5)
    ])

  let values: ParameterValues

  /// Returns the best of all strengths, the start itself included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    var histogram = LumaHistogram()
    for value in search.base.samples { histogram.count(value) }
    let curve = histogram.equalisingCurve()
    let enhanced = search.base.map { curve[LumaHistogram.bin($0)] }
    let best = try tunedBlend(
      search, towards: enhanced, finest: values["finest"], startScore: try search.score(problem.start))
    return AttackOutcome(image: best.picture.image, chosen: ["strength": best.strength])
  }
}
