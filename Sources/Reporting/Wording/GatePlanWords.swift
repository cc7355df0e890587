import AuditRecord
import Scoring

/// The plan of a gate in words.
public enum GatePlanWords {
  /// What the effect needs, and what the figures mean.
  public static func sentences(_ plan: GatePlan) -> [String] {
    var lines: [String] = []
    if let effect = plan.effect {
      let points = "\(NumberText.plain(effect)) \(effect == 1 ? "point" : "points")"
      lines.append("A rise of \(plan.metric) by \(points) \(needed(plan) { $0.rise }).")
      lines.append(
        "Gaming by \(points), \(plan.metric) up so far and a group of the panel down so far, "
          + "\(needed(plan) { $0.gaming }).")
    }
    lines.append(
      "Effects are points of \(plan.metric) that \(NumberText.percent(plan.chance, 0)) of gates find, where a change "
        + "differs from photograph to photograph as the honest changes do that the limits were fitted to. What reading "
        + "between rates may be off is in them.")
    if let rates = plan.ratesAtHand, let most = plan.cells.first?.rates, most < rates {
      lines.append("More than \(counted(most, "rate")) a side were not measured. They show no less.")
    }
    return lines
  }

  private static func needed(_ plan: GatePlan, _ count: (GatePlan.Need) -> Int?) -> String {
    let ways = plan.needs.compactMap { need in
      count(need).map { "\(counted($0, "photograph")) at \(counted(need.rates, "rate")) a side" }
    }
    return ways.isEmpty
      ? "is within what honest builds do: no number of photographs shows it"
      : "needs \(ways.joined(separator: ", or "))"
  }
}
