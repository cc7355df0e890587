import Testing

@testable import AuditRecord
@testable import Scoring

/// The one value that page, console, JUnit and exit status say, for every cell of the table of verdicts (docs/ci.md).
@Suite("What a case, a run and a gate come to") struct StandingTests {
  private func header(asked: Bool = false, known: KnownFindings? = nil, limit: Double? = 6) -> RunHeader {
    var header = Sample.header(limit: limit)
    header.limitWasAsked = asked
    header.known = known
    return header
  }

  private func record(_ score: Double, looksLike: Double, in header: RunHeader, image: String = "a.png") -> CaseRecord {
    Scoring.score(
      Sample.measurement(
        score: score, looksLike: looksLike, key: CaseKey(image: image, start: "jpeg:30", attack: "x")),
      ladders: [Sample.ladder(image: image)], header: header)
  }

  private func known(_ inflation: Double, margin: Double = 0.5, image: String = "a.png") -> KnownFindings {
    let key = CaseKey(image: image, start: "jpeg:30", attack: "x")
    return KnownFindings(metric: "m", margin: margin, cases: [KnownCase(key: key, inflation: inflation)])
  }

  // MARK: - A case

  @Test func beyondTheLimitFailsOnlyWhereThatWasAsked() {
    #expect(record(96, looksLike: 66, in: header()).standing(in: header()) == .inflated)
    let asked = header(asked: true)
    #expect(record(96, looksLike: 66, in: asked).standing(in: asked) == .failed)
    #expect(record(70, looksLike: 66, in: asked).standing(in: asked) == .passed)
  }

  /// Inflation 30, and what is known of it.
  @Test(arguments: [(30.0, true), (29.6, true), (29.4, false), (45, true)])
  func knownFindingsFailOnlyWhenWorse(known inflation: Double, isCovered: Bool) {
    for asked in [false, true] {
      let header = header(asked: asked, known: known(inflation))
      #expect(record(96, looksLike: 66, in: header).standing(in: header) == (isCovered ? .inflated : .failed))
    }
    let wide = header(known: known(29.4, margin: 1))
    #expect(record(96, looksLike: 66, in: wide).standing(in: wide) == .inflated)
    let other = header(known: known(30, image: "b.png"))
    #expect(record(96, looksLike: 66, in: other).standing(in: other) == .failed, "it is new")
  }

  @Test func withoutALimitNothingIsDecided() {
    let header = header(limit: nil)
    #expect(record(96, looksLike: 66, in: header).standing(in: header) == .notDecided)
  }

  /// The lowest rung scores 20: what is worse implies "at most 20", so inflation is "at least".
  @Test func aBoundDecidesWhereTheLimitDoesNotLieBeyondIt() throws {
    let beyond = record(30, looksLike: 5, in: header())
    #expect(beyond.finding == .beyondLimit && beyond.inflation == 10)
    #expect(beyond.bounded == [.structure: .atLeast, .fidelity: .atLeast])
    let open = record(23, looksLike: 5, in: header())
    #expect(
      open.finding == .boundOnly && open.verdict == .notDecided && open.inflation == 3, "a bound is the bound itself")
    #expect(open.standing(in: header()) == .notDecided)
    #expect(record(70, looksLike: 66, in: header()).bounded == nil)
    // Better than the highest rung: inflation is "at most", and within.
    let above = record(97, looksLike: 130, in: header())
    #expect(above.verdict == .passed && above.bounded?[.fidelity] == .atMost)
    #expect(finding(Evidence(inflation: 8, bound: .atMost), limit: 6) == .boundOnly)
    #expect(finding(Evidence(inflation: 8, bound: .atLeast), limit: 6) == .beyondLimit)
    #expect(finding(Evidence(inflation: 3, bound: .either), limit: 6) == .boundOnly)
  }

  @Test func aPictureThatEveryGroupFindsBetterHasImproved() {
    func record(_ looksLike: Double, fidelity: Double) -> CaseRecord {
      var measurement = Sample.measurement(score: 90, looksLike: looksLike, start: (60, 60))
      measurement.attacked?.panel["f1"] = fidelity
      return Scoring.score(measurement, ladders: [Sample.ladder()], header: header())
    }
    let better = record(70, fidelity: 35)
    #expect(better.verdict == .failed && better.improved == true)
    #expect(record(70, fidelity: 29).improved == nil, "one group fell")
    #expect(record(60, fidelity: 30).improved == nil, "nothing rose")
  }

  // MARK: - A run

  private func run(_ cases: [CaseRecord], _ header: RunHeader) -> RunRecord {
    var random = SystemRandomNumberGenerator()
    return RunRecord(header: header, ladders: [], cases: cases, random: &random)
  }

  @Test func aRunIsWhatItsCasesAre() {
    let plain = header()
    #expect(run([record(70, looksLike: 66, in: plain)], plain).standing == .passed)
    #expect(
      run([record(70, looksLike: 66, in: plain), record(96, looksLike: 66, in: plain)], plain).standing == .inflated)
    let asked = header(asked: true)
    #expect(
      run([record(70, looksLike: 66, in: asked), record(96, looksLike: 66, in: asked)], asked).standing == .failed)
    var broken = Sample.measurement(score: 90, looksLike: 66)
    broken.failure = .init(kind: .input, subject: nil, reason: "truncated")
    let error = score(broken, ladders: [], header: plain)
    #expect(run([record(70, looksLike: 66, in: plain), error], plain).standing == .error)
  }

  /// Nothing that could be judged is not passed; where a limit was asked for, it is not decided.
  @Test func nothingJudgedIsNotPassed() {
    func small(_ header: RunHeader) -> CaseRecord {
      score(Sample.measurement(score: 96, looksLike: 66, size: (64, 64)), ladders: [], header: header)
    }
    for (header, standing) in [
      (header(), Standing.notApplicable), (header(asked: true), .notDecided), (header(known: known(30)), .notDecided),
    ] {
      #expect(run([small(header)], header).standing == standing)
    }
    let unlimited = header(limit: nil)
    #expect(run([record(96, looksLike: 66, in: unlimited)], unlimited).standing == .notDecided)
    #expect(run([], header(asked: true)).standing == .notDecided)
  }

  @Test func anUnfinishedRunHasNotPassed() {
    let asked = header(asked: true)
    for (score, standing) in [(70.0, Standing.notDecided), (96, .failed)] {
      var record = run([self.record(score, looksLike: 66, in: asked)], asked)
      record.unfinished = Unfinished(done: 1, of: 2, images: 0, ofImages: 1, lacks: "x")
      #expect(record.standing == standing)
    }
  }

  @Test func whatBecameOfKnownFindingsIsSaid() throws {
    func key(_ image: String) -> CaseKey { CaseKey(image: image, start: "jpeg:30", attack: "x") }
    var header = header()
    header.known = KnownFindings(
      metric: "m", margin: 0.5,
      cases: [("worse", 20.0), ("same", 30), ("gone", 10), ("absent", 9)].map {
        KnownCase(key: key($0.0), inflation: $0.1)
      })
    let cases = [
      record(96, looksLike: 66, in: header, image: "worse"), record(96, looksLike: 66, in: header, image: "same"),
      record(70, looksLike: 66, in: header, image: "gone"), record(96, looksLike: 66, in: header, image: "new"),
    ]
    let known = try #require(run(cases, header).summary.known)
    #expect(known.new.map(\.key) == [key("new")] && known.worse.map(\.key) == [key("worse")] && known.known == 1)
    #expect(known.vanished.map(\.key) == [key("gone")] && known.unjudged.map(\.key) == [key("absent")])
    // A shard is held against its own images.
    header.shard = "1/2"
    #expect(run(cases, header).summary.known?.unjudged == [])
  }

  @Test func improvedCasesDoNotLead() {
    var (mild, strong) = (record(80, looksLike: 66, in: header(), image: "b"), record(96, looksLike: 66, in: header()))
    (mild.improved, strong.improved) = (nil, true)
    #expect(run([mild, strong], header()).summary.worst.map(\.image) == ["b", "a.png"])
    mild.improved = true
    #expect(run([mild, strong], header()).summary.worst.map(\.image) == ["a.png", "b"])
  }

  // MARK: - A gate

  private func judgement(_ rule: GateRule, rate: RateName? = nil, excess: Double = 1, compared: Bool = true)
    -> GateJudgement
  {
    GateJudgement(
      rate: rate, images: compared ? 6 : 0, metric: compared ? .init(value: 1) : nil, groups: [:],
      excess: .init(value: excess), rule: rule)
  }

  @Test func aGatePassesByWhatItWasAskedToFailFor() {
    for rule in GateRule.allCases {
      let plain = judgement(rule).standing()
      let strict = judgement(rule).standing(strict: true, failInconclusive: true)
      switch rule.consequence {
      case .fails: #expect(plain == .failed && strict == .failed)
      case .failsIfStrict: #expect(plain == .remarked && strict == .failed)
      case .failsIfInconclusiveFails: #expect(plain == .notDecided && strict == .failed)
      case .failsBeyondMaxRegression, .warns: #expect(plain == .remarked && strict == .remarked)
      case .passes: #expect(plain == .passed && strict == .passed)
      }
      let nothing = judgement(rule, compared: false)
      #expect(nothing.standing(strict: true, failInconclusive: true) == .notDecided, "nothing compared has not passed")
    }
    var fallen = judgement(.regression)
    fallen.isBeyondMaxRegression = true
    #expect(fallen.standing() == .failed)
  }

  @Test func aGateIsHeldAgainstWhatIsKnown() {
    func gate(_ excess: Double, rate: GateRule = .unchanged, known: [KnownRate]?) -> GateRecord {
      var run = Sample.header()
      run.known = known.map { KnownFindings(metric: "m", margin: 0.5, rates: $0) }
      let header = GateHeader(
        run: run, baseline: "", candidate: "", rates: ["20"], bitsKnown: true,
        bands: GateBands(metricRise: 0, groupFall: [:], groupRise: [:], excess: 0), strict: false, maxRegression: nil,
        failInconclusive: false)
      let (overall, rates) = (judgement(.gamed, excess: excess), [judgement(rate, rate: "20")])
      return GateRecord(
        header: header, ladders: [], pictures: [], changes: [], imageChanges: [], leftOut: 0, overall: overall,
        rates: rates, savings: [], curves: [], passed: false, known: knownOutcome(overall, rates, header: header))
    }
    let all = KnownRate(key: .init(rate: nil, rule: .gamed), points: 1)
    #expect(gate(1, known: nil).standing == .failed)
    #expect(gate(1.4, known: [all]).standing == .inflated)
    #expect(gate(1.6, known: [all]).standing == .failed, "worse")
    #expect(gate(1, rate: .gamed, known: [all]).standing == .failed, "new at a rate")
    let other = KnownRate(key: .init(rate: nil, rule: .unearned), points: 1)
    #expect(gate(1, known: [other]).standing == .failed, "another finding")
    #expect(gate(1, known: [other]).known?.vanished == [other])
    #expect(gate(1, known: [all]).findings == [all])
  }
}
