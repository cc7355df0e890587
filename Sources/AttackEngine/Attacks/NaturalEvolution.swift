import QualityMetrics
import Raster

/// Sign steps along a gradient that is estimated from scores alone, within a largest change per sample.
///
/// The estimate is `Σ s(y + σu)·u − s(y − σu)·u` over pairs of normal directions `u` that are constant on square cells:
/// fewer unknowns than pixels, without which a few hundred scores tell nothing.
struct NaturalEvolution: Attack {
  static let descriptor = AttackDescriptor(
    id: "nes", title: "Natural evolution strategy",
    summary: "Climbs a gradient estimated from pairs of scores: for metrics that have none of their own.",
    citation: "A. Ilyas, L. Engstrom, A. Athalye, J. Lin, ICML 2018", need: .scores, norm: "L∞", start: .encode,
    parameters: [
      SignBudget.parameter,
      .init("queries", "scores asked for", default: 200, in: 10...100_000, whole: true),
      .init("pairs", "pairs of scores to a step", default: 10, in: 1...1000, whole: true),
      .init("cell", "side of a cell, pixels", default: 8, in: 1...256, whole: true),
    ])

  /// The size of the probing noise, code values: large against rounding to 8 bits.
  private static let probe: Float = 2

  let values: ParameterValues

  /// Estimates and steps until the queries are spent; keeps the best picture, the start included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let (budget, queries, pairs) = (values.count("budget"), values.count("queries"), values.count("pairs"))
    let search = try LumaSearch(problem, attack: Self.descriptor.id, budget: budget)
    var best = BestPicture(problem.start, score: try search.score(problem.start))
    let steps = max(1, queries / (2 * pairs + 1))
    let stepSize = Float(2 * Double(budget) * BT709.lumaPerGreyLevel / Double(steps))
    var luma = search.base
    var improved = false
    for _ in 0..<steps {
      var estimate = [Float](repeating: 0, count: luma.count)
      for _ in 0..<pairs {
        let direction = directions(width: luma.width, height: luma.height, random: &random)
        var difference = 0.0
        for side: Float in [1, -1] {
          var probe = luma
          VectorKernels.add(direction, scaledBy: side * Self.probe, to: &probe.samples)
          difference += Double(side) * (try search.score(search.image(probe)))
        }
        VectorKernels.add(direction, scaledBy: Float(difference), to: &estimate)
      }
      VectorKernels.replaceWithSigns(&estimate)
      VectorKernels.add(estimate, scaledBy: stepSize, to: &luma.samples)
      search.box.project(&luma.samples)
      let image = search.image(luma)
      improved = best.offer(image, score: try search.score(image)) || improved
    }
    return AttackOutcome(
      image: best.image, chosen: ["queries": Double(steps * (2 * pairs + 1)), "improved": improved ? 1 : 0])
  }

  /// Normal numbers, one to a cell.
  private func directions(width: Int, height: Int, random: inout SeededRandom) -> [Float] {
    let cell = values.count("cell")
    let columns = (width + cell - 1) / cell
    let rows = (height + cell - 1) / cell
    var cells: [Float] = []
    while cells.count < columns * rows {
      let pair = random.normalPair()
      cells.append(Float(pair.0))
      cells.append(Float(pair.1))
    }
    var result = [Float](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width { result[y * width + x] = cells[y / cell * columns + x / cell] }
    }
    return result
  }
}
