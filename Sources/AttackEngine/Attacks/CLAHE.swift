import QualityMetrics
import Raster

/// Contrast-limited adaptive histogram equalisation, by the limit and strength that score best for each image.
///
/// Luma is cut into 8 × 8 tiles; each tile's histogram is clipped at `limit` times its mean and equalised; between the
/// tiles' centres the curves are interpolated bilinearly.
struct CLAHE: Attack {
  static let descriptor = AttackDescriptor(
    id: "clahe", title: "CLAHE, tuned",
    summary: "Blends luma towards its locally equalised form by the clip limit and strength that score best.",
    citation: "K. Zuiderveld, Graphics Gems IV, 1994; as an attack: M. Siniukov et al., 2021", need: .scores, norm: "",
    start: .any,
    parameters: [
      .init("tiles", "tiles along each side", default: 8, in: 1...64, whole: true),
      .init("finest", "step of the strength near the best", default: 0.02, in: 0.001...0.5),
    ])

  /// Clip limits tried, as multiples of a bin's mean count.
  private static let limits = [1.5, 2.5, 4.0]

  let values: ParameterValues

  /// Returns the best of all limits and strengths, the start itself included.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let startScore = try search.score(problem.start)
    var best = BestPicture(problem.start, score: startScore)
    var chosen = ["strength": 0.0]
    for limit in Self.limits {
      let enhanced = Self.equalised(search.base, tiles: values.count("tiles"), limit: limit)
      let found = try tunedBlend(search, towards: enhanced, finest: values["finest"], startScore: startScore)
      if best.offer(found.picture.image, score: found.picture.score) {
        chosen = ["strength": found.strength, "limit": limit]
      }
    }
    return AttackOutcome(image: best.image, chosen: chosen)
  }

  /// Luma equalised tile by tile.
  /// - Complexity: O(width · height)
  static func equalised(_ luma: Plane<Float>, tiles: Int, limit: Double) -> Plane<Float> {
    let (width, height) = (luma.width, luma.height)
    let (columns, rows) = (min(tiles, width), min(tiles, height))
    var curves: [[Float]] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var histogram = LumaHistogram()
        for y in (row * height / rows)..<((row + 1) * height / rows) {
          for x in (column * width / columns)..<((column + 1) * width / columns) {
            histogram.count(luma.samples[y * width + x])
          }
        }
        histogram.clip(at: limit)
        curves.append(histogram.equalisingCurve())
      }
    }
    var result = luma
    for y in 0..<height {
      let (top, bottom, down) = neighbours(of: y, length: height, tiles: rows)
      for x in 0..<width {
        let (left, right, along) = neighbours(of: x, length: width, tiles: columns)
        let bin = LumaHistogram.bin(luma.samples[y * width + x])
        let above = curves[top * columns + left][bin] * (1 - along) + curves[top * columns + right][bin] * along
        let below = curves[bottom * columns + left][bin] * (1 - along) + curves[bottom * columns + right][bin] * along
        result.samples[y * width + x] = above * (1 - down) + below * down
      }
    }
    return result
  }

  /// The two tiles whose centres lie about a sample, and the weight of the second.
  private static func neighbours(of position: Int, length: Int, tiles: Int) -> (Int, Int, Float) {
    let place = (Float(position) + 0.5) * Float(tiles) / Float(length) - 0.5
    let first = min(max(Int(place.rounded(.down)), 0), tiles - 1)
    let second = min(first + 1, tiles - 1)
    return (first, second, min(max(place - Float(first), 0), 1))
  }
}
