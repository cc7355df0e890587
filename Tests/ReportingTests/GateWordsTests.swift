import AuditRecord
import Testing

@testable import Reporting
@testable import Scoring

/// Every finding of a gate as the one sentence that page, JUnit and terminal say it in.
@Suite("A gate's words") struct GateWordsTests {
  private func message(
    _ rule: GateRule, _ change: Double = 0.8, _ groups: [PanelGroup: Double] = [.structure: -0.6, .colour: 0.004],
    risen: [PanelGroup] = [], fallen: [PanelGroup] = [], bounded: [PanelGroup: InflationBound]? = nil,
    gap: GateRateGap? = nil, obstacle: GateObstacle? = nil, rests: GateRatesFinding? = nil,
    maxRegression: Double? = nil,
    isBeyond: Bool? = nil, bitsKnown: Bool = true, hasMetric: Bool = true
  ) -> String {
    GateWords.message(
      GateJudgement(
        rate: nil, images: 12, metric: hasMetric ? .init(value: change) : nil,
        groups: groups.mapValues { .init(value: $0) }, excess: nil, risen: risen, fallen: fallen, rule: rule,
        isBeyondMaxRegression: isBeyond, obstacle: obstacle, bounded: bounded, widestGap: gap, restsOnRates: rests),
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

  @Test func aContestedGainSaysWhoSaysWhat() {
    #expect(
      message(
        .contested, 1.33, [.structure: 1.02, .fidelity: 1.15, .colour: -23, .whole: -3.6],
        risen: [.structure, .fidelity], fallen: [.colour, .whole], bounded: [.colour: .atMost])
        == "contested: VMAF NEG +1.33 points; up: structure +1.02, fidelity +1.15; down beyond what honest changes do: "
        + "colour at most −23.00, whole −3.60")
    #expect(
      message(
        .gamed, 0.5, [.structure: -1, .fidelity: -1, .colour: 0.5, .whole: -1], risen: [.colour],
        fallen: [.structure, .fidelity, .whole])
        == "gamed: VMAF NEG +0.50 points, but structure, fidelity and whole fell (structure −1.00, fidelity −1.00, colour "
        + "+0.50, whole −1.00)")
  }

  @Test func whatReadingBetweenRatesAddsIsTold() {
    let gap = GateRateGap(side: .candidate, from: "20", to: "60", points: 0.7, bytes: 12_345.6)
    #expect(
      message(.inconclusive, 0.3, [.structure: 0.1], gap: gap).hasSuffix(
        "intervals too wide to decide; a rate of the candidate between 20 and 60, of about 12346 bytes, would narrow them"
      ))
    var judgement = GatePageTests.judgement(nil, .unchanged)
    #expect(GateWords.allowance(judgement, metric: SampleRun.metric) == nil)
    judgement.allowances = [
      .metric: GateAllowance(below: 0.1, above: 0.35), .group(.colour): GateAllowance(below: 0, above: 2),
    ]
    judgement.widestGap = gap
    #expect(
      GateWords.allowance(judgement, metric: SampleRun.metric)
        == "Sizes differ, so pictures are read between the other side's rates, and the intervals reach as far as that may be "
        + "off: VMAF NEG 0.10 down and 0.35 up, colour 2.00 up (points). Most would be won by a rate of the candidate between "
        + "20 and 60, of about 12346 bytes.")
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
        == "gamed at 2 of 5 rates (0, 1), where VMAF NEG rose and the panel did not; over all rates unchanged "
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
        + "has one rate only, so better pictures may be bought with bits; give one side two rates more, with "
        + "sizes on both sides of the other's")
    #expect(
      words(.sizesApart(percent: -12.34, oneRateEach: false)).hasSuffix(
        "12.3 % smaller, and no size of one side lies between two of the other's; give rates that overlap in size"))
  }

  @Test func ratesThatAreMissingAreNamed() {
    func words(_ rates: [RateName], more: Int = 1) -> String {
      message(
        .inconclusive,
        obstacle: .tooFewRates(
          GateMissingRates(
            baseline: 1, candidate: 3 - more, side: .candidate, more: more, smallest: 9000.4, largest: 20_000,
            rates: rates)), bitsKnown: false, hasMetric: false)
    }
    #expect(
      words(["60"])
        == "inconclusive: nothing could be compared at equal bits: the baseline has one rate, the candidate two rates, and "
        + "nothing is read between fewer than three; give the candidate one rate more, such as the baseline's 60, so that its "
        + "sizes reach from 9000 to 20000 bytes")
    #expect(words([]).contains("one rate more, so that") && words([], more: 2).contains("two rates more, so that"))
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
        == ["not gamed", "not contested", "no unearned gain", "no regression", "conclusive"])
  }
}
