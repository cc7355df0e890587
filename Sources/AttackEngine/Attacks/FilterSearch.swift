import QualityMetrics
import Raster

/// Random search over the weights of a symmetric 5 × 5 filter: what a post-filter that is tuned on the score reaches.
///
/// A filter that is equal under reflection and quarter turns and keeps the mean has five free weights. Each trial moves
/// all of them by normal steps; a trial that raises the score is kept, and steps grow by half after a success and shrink
/// after a failure so that one trial in five succeeds.
struct FilterSearch: Attack {
  static let descriptor = AttackDescriptor(
    id: "random-search", title: "Random search over filters",
    summary: "Tunes the five weights of a symmetric 5 × 5 filter by random trials: needs scores alone, and is what a "
      + "decoder that games the metric may ship.",
    citation: "I. Rechenberg's (1+1) evolution strategy with the one-fifth rule, 1973", need: .scores, norm: "",
    start: .encode,
    parameters: [
      .init("queries", "scores asked for", default: 100, in: 10...100_000, whole: true),
      .init("step", "first step of a weight", default: 0.02, in: 0.0001...1),
    ])

  /// Distances (|dx|, |dy|) of the free weights, and how many taps share each.
  private static let rings = [(0, 1, 4), (1, 1, 4), (0, 2, 4), (1, 2, 8), (2, 2, 4)]
  private static let growth = 1.5

  let values: ParameterValues

  /// Searches from the filter that changes nothing.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let details = Self.rings.map { Self.detail(search.base, dx: $0.0, dy: $0.1) }
    var best = BestPicture(problem.start, score: try search.score(problem.start))
    var weights = [Double](repeating: 0, count: details.count)
    var size = values["step"]
    let queries = values.count("queries")
    for _ in 0..<queries {
      var trial = weights
      for (index, ring) in Self.rings.enumerated() {
        // A ring's effect grows with its taps; equal steps of the ring's sum are equal steps of the picture.
        trial[index] += size * random.normalPair().0 / Double(ring.2).squareRoot()
      }
      var luma = search.base
      for (detail, weight) in zip(details, trial) {
        VectorKernels.add(detail.samples, scaledBy: Float(weight), to: &luma.samples)
      }
      let image = search.image(luma)
      if best.offer(image, score: try search.score(image)) {
        weights = trial
        size *= Self.growth
      } else {
        size *= 1 / (Self.growth.squareRoot().squareRoot())
      }
    }
    var chosen = ["queries": Double(queries)]
    for (ring, weight) in zip(Self.rings, weights) { chosen["w\(ring.0)\(ring.1)"] = weight }
    return AttackOutcome(image: best.image, chosen: chosen)
  }

  /// The sum over a ring's taps of (tap − centre); samples beyond the border are repeated.
  /// - Complexity: O(width · height)
  private static func detail(_ luma: Plane<Float>, dx: Int, dy: Int) -> Plane<Float> {
    // Every (x, y) of the ring's distances, row by row.
    var taps: [(x: Int, y: Int)] = []
    for y in -2...2 {
      for x in -2...2 where min(abs(x), abs(y)) == dx && max(abs(x), abs(y)) == dy { taps.append((x, y)) }
    }
    let (width, height) = (luma.width, luma.height)
    var result = luma.map { -Float(taps.count) * $0 }
    for tap in taps {
      for y in 0..<height {
        let row = min(max(y + tap.y, 0), height - 1) * width
        for x in 0..<width {
          result.samples[y * width + x] += luma.samples[row + min(max(x + tap.x, 0), width - 1)]
        }
      }
    }
    return result
  }
}
