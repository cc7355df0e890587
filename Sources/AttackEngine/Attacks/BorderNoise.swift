import QualityMetrics
import Raster

/// The strongest noise in the picture's outer frame that the held score allows.
///
/// ADM leaves out the outer tenth of each side, so that only VIF sees the frame.
struct BorderNoise: Attack {
  static let descriptor = AttackDescriptor(
    id: "border", title: "Border noise",
    summary: "Adds noise to the outer frame as far as the held score allows: metrics that leave the border out, or "
      + "weigh it less, overlook it.",
    citation: "Hypothesis of this project, from ADM's border factor (S. Li et al., IEEE TMM 2011)", need: .scores,
    norm: "score ≥ the start's − drop", start: .any,
    parameters: [
      BlindSpot.drop,
      .init("frame", "width of the frame, part of each side", default: 0.1, in: 0.01...0.5),
      .init("limit", "largest noise, code values root mean square", default: 64, in: 1...128),
    ])

  let values: ParameterValues

  /// Adds the strongest held noise to the frame.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let (width, height) = (search.base.width, search.base.height)
    var noise = SeededNoise.plane(width: width, height: height, fineness: 0, random: &random)
    let frame = values["frame"]
    let (across, down) = (Int(frame * Double(width)), Int(frame * Double(height)))
    for y in 0..<height where y >= down && y < height - down {
      for x in across..<max(across, width - across) { noise.samples[y * width + x] = 0 }
    }
    return try BlindSpot.outcome(search, values, adding: noise.samples)
  }
}
