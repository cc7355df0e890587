import Scoring

/// What a gate finds, in sentences.
public enum GateWords {
  /// A judgement in one line for a release manager.
  public static func message(_ judgement: GateJudgement, header: GateHeader) -> String {
    message(
      judgement, metric: header.run.metric, bitsKnown: header.bitsKnown, maxRegression: header.maxRegression)
  }

  /// The same of a comparison without a header of its own.
  static func message(
    _ judgement: GateJudgement, metric: MetricInfo, bitsKnown: Bool = true, maxRegression: Double? = nil
  ) -> String {
    func holds(_ rule: GateRule) -> String {
      if case .otherPictures(let sides, let score) = judgement.obstacle {
        return others(sides, score: score, metric: metric)
      }
      guard let moved = judgement.metric else { return nothing(judgement.obstacle) }
      return finding(rule, judgement, moved: moved.value, metric: metric, maxRegression: maxRegression)
        + (rule == .inconclusive ? narrower(judgement) : "")
        + (bitsKnown ? "" : "; sizes were not given, so pictures were taken as equal in bits")
    }
    guard let rates = judgement.restsOnRates else { return holds(judgement.rule) }
    return "gamed at \(rates.gamed.count) of \(rates.judged) rates (\(list(rates.gamed))), where \(metric.title) rose "
      + "and the panel did not; over all rates \(holds(rates.otherwise))"
  }

  private static func finding(
    _ rule: GateRule, _ judgement: GateJudgement, moved change: Double, metric: MetricInfo, maxRegression: Double?
  ) -> String {
    let moved = "\(metric.title) \(NumberText.signed(change, 2))\(metric.unitAfterNumber)"
    let panel = groups(judgement.groups.mapValues(\.value), bounded: judgement.bounded)
    switch rule {
    case .gamed:
      let denied = judgement.risen.isEmpty ? "no group of the panel rose" : "\(list(judgement.fallen)) fell"
      return "gamed: \(moved), but \(denied) (\(panel))"
    case .contested:
      func moves(_ own: [PanelGroup]) -> String {
        groups(judgement.groups.filter { own.contains($0.key) }.mapValues(\.value), bounded: judgement.bounded)
      }
      return "contested: \(moved); up: \(moves(judgement.risen)); down beyond what honest changes do: "
        + moves(judgement.fallen)
    case .unearned: return "unearned: \(moved), more than every group of the panel (\(panel))"
    case .regressionUnderstated: return "regression, understated by the metric: \(moved) (\(panel))"
    case .regression:
      guard let maxRegression, let isBeyond = judgement.isBeyondMaxRegression else {
        return "regression: \(moved) (\(panel))"
      }
      return "regression: \(moved) (\(panel)), \(isBeyond ? "more than" : "within") what is allowed, a fall of "
        + NumberText.plain(maxRegression)
    case .earned:
      let isAll = judgement.risen.count == judgement.groups.count
      let who = isAll ? "the panel" : list(judgement.risen)
      return "earned: \(moved), and \(who) rose with it (\(panel))"
    case .betterThanItsScore:
      return "better than its score: \(moved), "
        + (change < 0 ? "but the panel rose" : "and the panel rose by more") + " (\(panel))"
    case .unchanged:
      let open = judgement.allowances == nil ? "" : " and what reading between rates may be off"
      return "unchanged within what honest changes do\(open): \(moved) (\(panel))"
    case .inconclusive: return "inconclusive: \(moved) (\(panel)), intervals too wide to decide"
    }
  }

  /// Why nothing could be compared, and what would help.
  private static func nothing(_ obstacle: GateObstacle?) -> String {
    let nothing = "nothing could be compared at equal bits"
    switch obstacle {
    case nil: return "inconclusive: no image could be compared at equal bits"
    case .noPicture(let side): return "inconclusive: the \(side.rawValue) has no picture that could be used"
    case .otherPictures: return "inconclusive: \(nothing)"
    case .nothingInCommon:
      return "inconclusive: \(nothing): baseline and candidate have no image and rate in common"
    case .sizesApart(let percent, let oneRateEach):
      return "inconclusive: \(nothing): the candidate's files are \(NumberText.fixed(abs(percent), 1)) % "
        + (percent > 0 ? "larger" : "smaller")
        + (oneRateEach
          ? " and each side has one rate only, so better pictures may be bought with bits; give one side two rates more, "
            + "with sizes on both sides of the other's"
          : ", and no size of one side lies between two of the other's; give rates that overlap in size")
    case .tooFewRates(let missing): return "inconclusive: \(nothing): \(lacking(missing))"
    }
  }

  /// Changes of the groups that can tell, in the panel's order: `structure −0.50, colour at most −8.00`.
  static func groups(_ changes: [PanelGroup: Double], bounded: [PanelGroup: InflationBound]? = nil) -> String {
    PanelGroup.allCases.compactMap { group in
      changes[group].map { "\(group.rawValue) \(bounded?[group]?.words ?? "")\(NumberText.signed($0, 2))" }
    }.joined(separator: ", ")
  }

  /// Groups one after the other: `structure, fidelity and whole`.
  private static func list(_ groups: [PanelGroup]) -> String {
    let names = groups.map(\.rawValue)
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  /// Rates one after the other: `0, 1`.
  static func list(_ rates: [RateName]) -> String { rates.map(\.rawValue).joined(separator: ", ") }

  /// What it is called that a rule which can fail a gate does not hold: a test's name.
  static func test(against rule: GateRule) -> String {
    switch rule {
    case .gamed: "not gamed"
    case .contested: "not contested"
    case .unearned: "no unearned gain"
    case .regression: "no regression"
    case .inconclusive: "conclusive"
    case .regressionUnderstated, .earned, .betterThanItsScore, .unchanged: "not \(rule.words)"
    }
  }

  /// Why an image has no rate difference.
  static func refusal(_ refusal: RateRefusal) -> String {
    switch refusal {
    case .tooFewPoints: "a curve has fewer than four usable points"
    case .notMonotone: "a curve's quality does not rise with its rate"
    case .noOverlap: "the curves share no range of quality, and nothing is extrapolated"
    }
  }
}

extension MetricInfo {
  /// The unit as it stands after a number: "points" with the space before it; nothing for a pure number.
  var unitAfterNumber: String { unit.isEmpty ? "" : " \(unit)" }
}

extension GateRule {
  /// The rule as people read it: `better than its score`.
  public var words: String { rawValue.replacing("_", with: " ") }
}
