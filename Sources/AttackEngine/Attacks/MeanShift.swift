import QualityMetrics
import Raster

/// The largest uniform change of brightness that the held score allows, up or down.
struct MeanShift: Attack {
  static let descriptor = AttackDescriptor(
    id: "mean-shift", title: "Mean shift",
    summary: "Brightens or darkens the whole picture as far as the held score allows: band-pass metrics overlook the "
      + "mean.",
    citation: "Z. Wang, A. Bovik, E. Simoncelli, \"Mean squared error: love it or leave it?\", IEEE SPM 2009, figure 2",
    need: .scores, norm: "score ≥ the start's − drop", start: .any,
    parameters: [
      BlindSpot.drop,
      .init("limit", "largest shift, 8-bit levels", default: 48, in: 1...255),
    ])

  let values: ParameterValues

  /// Returns the farther of the largest shifts up and down.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    let search = try LumaSearch(problem, attack: Self.descriptor.id)
    var outcomes: [AttackOutcome] = []
    for side in [1.0, -1] {
      let found = try BlindSpot.outcome(search, values) { amount in
        search.image(greyStep: Int((side * amount).rounded()))
      }
      let amount = side * (found.chosen["amount"] ?? 0).rounded()
      outcomes.append(AttackOutcome(image: found.image, chosen: ["amount": amount]))
    }
    let sizes = outcomes.map { abs($0.chosen["amount"] ?? 0) }
    return sizes[1] > sizes[0] ? outcomes[1] : outcomes[0]
  }
}
