import Scoring

/// What reading between rates leaves open, and which rates would close it.
extension GateWords {
  /// The rates that a side lacks, with the sizes that they should have.
  static func lacking(_ missing: GateMissingRates) -> String {
    func rates(_ count: Int) -> String { count == 1 ? "one rate" : "\(NumberText.word(count)) rates" }
    let other: GateSide = missing.side == .baseline ? .candidate : .baseline
    let names = missing.rates.map(\.rawValue).joined(separator: " or ")
    let such = names.isEmpty ? "" : ", such as the \(other.rawValue)'s \(names)"
    return "the baseline has \(rates(missing.baseline)), the candidate \(rates(missing.candidate)), and nothing is "
      + "read between fewer than three; give the \(missing.side.rawValue) \(rates(missing.more)) more\(such), so that its "
      + "sizes reach from \(NumberText.fixed(missing.smallest, 0)) to \(bytes(missing.largest))"
  }

  /// Which rate would narrow the intervals; nothing where rates were not read between.
  static func narrower(_ judgement: GateJudgement) -> String {
    judgement.widestGap.map { "; \(wanted($0)), would narrow them" } ?? ""
  }

  private static func wanted(_ gap: GateRateGap) -> String {
    "a rate of the \(gap.side.rawValue) between \(gap.from.rawValue) and \(gap.to.rawValue), of about "
      + bytes(gap.bytes)
  }

  private static func bytes(_ bytes: Double) -> String { "\(NumberText.fixed(bytes, 0)) bytes" }

  /// How far the intervals' ends were moved for reading between rates; nil where nothing was.
  public static func allowance(_ judgement: GateJudgement, metric: MetricInfo) -> String? {
    guard let allowances = judgement.allowances else { return nil }
    func moved(_ quantity: GateQuantity, _ name: String) -> String? {
      allowances[quantity].map { allowance in
        let ends = [("down", allowance.below), ("up", allowance.above)].filter { $0.1 > 0 }
        return "\(name) " + ends.map { "\(NumberText.fixed($0.1, 2)) \($0.0)" }.joined(separator: " and ")
      }
    }
    let all =
      [moved(.metric, metric.title)] + PanelGroup.allCases.map { moved(.group($0), $0.rawValue) }
    return
      "Sizes differ, so pictures are read between the other side's rates, and the intervals reach as far as that may "
      + "be off: \(all.compactMap { $0 }.joined(separator: ", ")) (points)."
      + (judgement.widestGap.map { " Most would be won by \(wanted($0))." } ?? "")
  }

  /// A curve whose score falls as the size rises.
  public static func unsteady(_ curve: GateUnsteadyCurve) -> String {
    "\(curve.image): the \(curve.side.rawValue)'s score falls from rate \(curve.from.rawValue) to rate "
      + "\(curve.to.rawValue), although the size rises."
  }
}
