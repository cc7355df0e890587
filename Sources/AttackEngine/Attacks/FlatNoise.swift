import QualityMetrics
import Raster

/// The strongest noise in the reference's flat areas that the held score allows.
///
/// In flat areas VIF charges added variance next to nothing (its reference variance is below its noise), and ADM's
/// thresholds hide the rest; people see noise in a clear sky first.
struct FlatNoise: Attack {
  static let descriptor = AttackDescriptor(
    id: "flat-noise", title: "Noise in flat areas",
    summary: "Adds noise where the reference is flat as far as the held score allows: metrics that weigh by the "
      + "reference's energy overlook it.",
    citation: "Hypothesis of this project, from VIF's treatment of windows below its noise variance", need: .scores,
    norm: "score ≥ the start's − drop", start: .any,
    parameters: [
      BlindSpot.drop,
      .init(
        "flatness", "largest standard deviation of luma that counts as flat, code values", default: 2, in: 0.1...50),
      .init("limit", "largest noise, code values root mean square", default: 48, in: 1...128),
    ])

  let values: ParameterValues

  /// Adds the strongest held noise where the reference is flat; `flat` tells what part of the picture that is.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let activity = ActivityMasked.activity(search.reference)
    var noise = SeededNoise.plane(
      width: search.base.width, height: search.base.height, fineness: 0, random: &random)
    let flatness = Float(values["flatness"])
    var flat = 0
    for index in 0..<noise.count {
      if activity.samples[index] > flatness { noise.samples[index] = 0 } else { flat += 1 }
    }
    guard flat > 0 else {
      throw AttackError.unsuitableStart(attack: Self.descriptor.id, reason: "the reference has no flat area")
    }
    var outcome = try BlindSpot.outcome(search, values, adding: noise.samples)
    outcome.chosen["flat"] = Double(flat) / Double(noise.count)
    return outcome
  }
}
