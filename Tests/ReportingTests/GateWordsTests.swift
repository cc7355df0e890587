import AuditRecord
import Testing

@testable import Reporting
@testable import Scoring

/// Every finding of a gate as the one sentence that page, JUnit and terminal say it in.
@Suite("A gate's words") struct GateWordsTests {
  private func message(
    _ rule: GateRule, _ change: Double = 0.8, _ groups: [PanelGroup: Double] = [.structure: -0.6, .colour: 0.004],
    risen: [PanelGroup] = [], obstacle: GateObstacle? = nil, rests: GateRatesFinding? = nil,
    maxRegression: Double? = nil,
    isBeyond: Bool? = nil, bitsKnown: Bool = true, hasMetric: Bool = true
  ) -> String {
    GateWords.message(
      GateJudgement(
        rate: nil, images: 12, metric: hasMetric ? .init(value: change) : nil,
        groups: groups.mapValues { .init(value: $0) }, excess: nil, risen: risen, rule: rule,
        isBeyondMaxRegression: isBeyond, obstacle: obstacle, restsOnRates: rests),
      metric: SampleRun.metric, bitsKnown: bitsKnown, maxRegression: maxRegression)
  }

  @Test func everyRuleHasItsSentence() {
    #expect(
      message(.gamed)
        == "gamed: VMAF NEG +0.80 points, but no group of the panel rose (structure −0.60, colour ±0.00)")
    #expect(
      message(.unearned) == "unearned: VMAF NEG +0.80 points, more than every group of the panel (structure −0.60, "
        + "colour ±0.00)")
    #expect(
      message(.regressionUnderstated, -1)
        == "regression, understated by the metric: VMAF NEG −1.00 points (structure −0.60, colour ±0.00)")
    #expect(message(.regression, -1, [.whole: -2]) == "regression: VMAF NEG −1.00 points (whole −2.00)")
    #expect(
      message(.earned, 1, [.structure: 1, .whole: 2], risen: [.structure, .whole])
        == "earned: VMAF NEG +1.00 points, and the panel rose with it (structure +1.00, whole +2.00)")
    #expect(
      message(.earned, 1, [.structure: 1, .fidelity: 0, .whole: 2], risen: [.structure, .whole]).contains(
        "and structure and whole rose with it"))
    #expect(message(.betterThanItsScore, -0.6, [.whole: 1]).contains("−0.60 points, but the panel rose (whole +1.00)"))
    #expect(message(.betterThanItsScore, 0.6, [.whole: 1]).contains("and the panel rose by more (whole"))
    #expect(message(.unchanged, 0, [:]) == "unchanged within what honest changes do: VMAF NEG ±0.00 points ()")
    #expect(
      message(.inconclusive, bitsKnown: false)
        == "inconclusive: VMAF NEG +0.80 points (structure −0.60, colour ±0.00), intervals too wide to decide; sizes "
        + "were not given, so pictures were taken as equal in bits")
  }

  @Test func aRegressionSaysWhatWasAllowed() {
    #expect(
      message(.regression, -1, maxRegression: 1, isBeyond: false).hasSuffix(", within what is allowed, a fall of 1"))
    #expect(
      message(.regression, -1, maxRegression: 0.5, isBeyond: true).hasSuffix(
        ", more than what is allowed, a fall of 0.5"))
  }

  @Test func whatRestsOnRatesSaysWhatHoldsOverAll() {
    let rests = GateRatesFinding(gamed: ["0", "1"], judged: 5, otherwise: .unchanged)
    #expect(
      message(.gamed, 0.2, [.structure: -0.6], rests: rests)
        == "gamed at 2 of 5 rates (0, 1), where VMAF NEG rose and no group of the panel did; over all rates unchanged "
        + "within what honest changes do: VMAF NEG +0.20 points (structure −0.60)")
  }

  @Test func whatStoodInTheWayIsNamed() {
    func words(_ obstacle: GateObstacle?) -> String {
      message(.inconclusive, obstacle: obstacle, bitsKnown: false, hasMetric: false)
    }
    #expect(words(nil) == "inconclusive: no image could be compared at equal bits")
    #expect(
      words(.noPicture(of: .candidate)) == "inconclusive: the candidate has no picture that could be used")
    #expect(
      words(.nothingInCommon)
        == "inconclusive: nothing could be compared at equal bits: baseline and candidate have no image and rate in "
        + "common")
    #expect(
      words(.sizesApart(percent: 20, oneRateEach: true))
        == "inconclusive: nothing could be compared at equal bits: the candidate's files are 20.0 % larger and each side "
        + "has one rate only, so better pictures may be bought with bits; give one side a second rate")
    #expect(
      words(.sizesApart(percent: -12.34, oneRateEach: false)).hasSuffix(
        "12.3 % smaller, and no size of one side lies between two of the other's; give rates that overlap in size"))
  }

  /// Records come from anywhere: no number in one stops the program.
  @Test(arguments: [1e300, -1e300, 9.3e18, .infinity, -.infinity, .nan])
  func noNumberIsTooLarge(_ value: Double) {
    for rule in GateRule.allCases {
      #expect(!message(rule, value, [.colour: value], maxRegression: value, isBeyond: true).isEmpty)
    }
    #expect(
      !message(.inconclusive, obstacle: .sizesApart(percent: value, oneRateEach: true), hasMetric: false).isEmpty)
  }

  /// The tests of the JUnit report are the rules that can fail a gate.
  @Test func everyRuleThatCanFailHasATest() {
    #expect(
      GateRule.allCases.filter(\.canFail).map(GateWords.test(against:))
        == ["not gamed", "no unearned gain", "no regression", "conclusive"])
  }
}
