import QualityMetrics
import Raster

/// The strongest noise in the reference's flat areas that the held score allows.
///
/// In flat areas VIF charges added variance next to nothing (its reference variance is below its noise), and ADM's
/// thresholds hide the rest; people see noise in a clear sky first.
public struct FlatNoise: Attack {
  /// What the attack is.
  public static let descriptor = AttackDescriptor(
    id: "flat-noise", title: "Noise in flat areas",
    summary: "Adds noise where the reference is flat as far as the held score allows: metrics that weigh by the "
      + "reference's energy overlook it.",
    citation: "Hypothesis of this project, from VIF's treatment of windows below its noise variance", need: .scores,
    norm: "score ≥ the start's − drop", start: .any,
    parameters: [
      BlindSpot.drop,
      AttackDescriptor.Parameter(
        "flatness", "largest standard deviation of luma that counts as flat, code values", default: 2, in: 0.1...50),
      AttackDescriptor.Parameter("limit", "largest noise, code values root mean square", default: 48, in: 1...128),
    ])

  private let drop: Double
  private let flatness: Double
  private let limit: Double

  /// An attack with parameters from a suite.
  public init(parameters: [String: Double]) throws(AttackError) {
    let values = try ParameterValues(parameters, of: Self.descriptor)
    drop = values[BlindSpot.drop.name]
    flatness = values["flatness"]
    limit = values["limit"]
  }

  /// Adds the strongest held noise where the reference is flat; `flat` tells what part of the picture that is.
  public func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    let activity = ActivityMasked.activity(search.reference)
    var noise = SeededNoise.plane(
      width: search.base.width, height: search.base.height, fineness: 0, random: &random)
    var flat = 0
    for index in 0..<noise.count {
      if activity.samples[index] > Float(flatness) { noise.samples[index] = 0 } else { flat += 1 }
    }
    guard flat > 0 else {
      throw AttackError.unsuitableStart(attack: Self.descriptor.id, reason: "the reference has no flat area")
    }
    let outcome = try BlindSpot.outcome(search, drop: drop, limit: limit) { amount in
      BlindSpot.image(search, adding: noise.samples, times: amount)
    }
    return AttackOutcome(
      image: outcome.image,
      chosen: outcome.chosen.merging(["flat": Double(flat) / Double(noise.count)]) { _, new in new })
  }
}
