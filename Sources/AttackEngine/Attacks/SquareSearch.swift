import QualityMetrics
import Raster

/// Random squares moved up or down by the whole budget, kept where the score rises.
///
/// The squares shrink as the queries are spent. Unlike the original, which begins from stripes, the search begins from
/// the start: stripes cost a quality metric more than squares win back.
struct SquareSearch: Attack {
  static let descriptor = AttackDescriptor(
    id: "square", title: "Square attack",
    summary: "Tries random squares at the full budget and keeps those that raise the score: needs scores alone.",
    citation: "M. Andriushchenko, F. Croce, N. Flammarion, M. Hein, ECCV 2020", need: .scores, norm: "L∞",
    start: .encode,
    parameters: [
      SignBudget.parameter,
      .init("queries", "scores asked for", default: 200, in: 10...100_000, whole: true),
      .init("area", "part of the picture that the first squares cover", default: 0.05, in: 0.0001...1),
    ])

  /// Shares of the queries after which a square's area is halved (after the original's schedule).
  private static let halvings = [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8]

  let values: ParameterValues

  /// Tries squares until the queries are spent.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id, budget: values.count("budget"))
    let (queries, area) = (values.count("queries"), values["area"])
    var best = BestPicture(problem.start, score: try search.score(problem.start))
    var luma = search.base
    let (width, height) = (luma.width, luma.height)
    var kept = 0
    for query in 0..<queries {
      let progress = Double(query) / Double(queries)
      let halved = Self.halvings.filter { $0 <= progress }.count
      let part = area / Double(1 << halved)
      let wanted = (part * Double(width * height)).squareRoot().rounded()
      let side = min(max(1, Int(wanted)), width, height)
      let (left, top) = (random.index(below: width - side + 1), random.index(below: height - side + 1))
      let up = random.next() & 1 == 1
      var candidate = luma
      for y in top..<(top + side) {
        for x in left..<(left + side) {
          let index = y * width + x
          candidate.samples[index] = up ? search.box.upper[index] : search.box.lower[index]
        }
      }
      let image = search.image(candidate)
      if best.offer(image, score: try search.score(image)) {
        luma = candidate
        kept += 1
      }
    }
    return AttackOutcome(image: best.image, chosen: ["queries": Double(queries), "kept": Double(kept)])
  }
}
