import AuditRecord
import Raster
import Testing

@testable import Scoring

/// Each row of the gate's rule, and the same with the sides swapped.
@Suite("The gate's rule") struct GateRuleTests {
  static let bands: GateBands = {
    var bands = GateBands(metricRise: 0.1, groupFall: [:], groupRise: [:], excess: 1.2)
    for group in PanelGroup.allCases {
      bands.groupFall[group] = 0.4
      bands.groupRise[group] = 0.05
    }
    return bands
  }()

  /// Eight images' changes about given means.
  static func changes(_ metric: Double, _ groups: [PanelGroup: Double]) -> [GateChange] {
    (0..<8).map { image in
      let off = 0.01 * Double(image - 4)
      return GateChange(
        image: "\(image)", rate: nil, metric: metric == 0 ? 0 : metric + off, members: [:],
        groups: groups.mapValues { $0 + off })
    }
  }

  static func rule(_ changes: [GateChange], maxRegression: Double? = nil) -> GateRule {
    var random = SeededRandom(seed: 2)
    return GateMoves(changes, random: &random).rule(bands, maxRegression: maxRegression)
  }

  /// Metric, groups, the finding, and the finding with the sides swapped.
  static let rows: [(Double, [PanelGroup: Double], GateRule, GateRule)] = [
    // No group rose and one fell.
    (0.8, [.structure: -0.6, .colour: 0], .gamed, .betterThanItsScore),
    // Three fell: one that rose does not clear it.
    (0.8, [.structure: -0.6, .fidelity: -0.7, .colour: 0.3, .whole: -0.6], .gamed, .betterThanItsScore),
    (0.8, [.structure: -0.6, .fidelity: -0.7, .colour: 2, .whole: -0.6], .gamed, .regression),
    // One or two fell, and another rose.
    (1.3, [.structure: 1, .fidelity: 1.2, .colour: -23, .whole: -3.6], .contested, .regression),
    (1.3, [.structure: 0.1, .fidelity: 0, .colour: -23], .contested, .regression),
    // The same where the metric stood: nobody may read a tick there.
    (0, [.structure: 1, .colour: -23], .contested, .contested),
    // Beyond every group.
    (2, [.structure: 0.3, .whole: 0.2], .unearned, .regression),
    // The panel rose by more.
    (0.5, [.structure: 1.5, .whole: 1], .betterThanItsScore, .regression),
    (0.5, [.structure: 2.2, .whole: 2], .betterThanItsScore, .regressionUnderstated),
    (0.8, [.structure: 0.7, .whole: 0.8], .earned, .regression),
    // The metric stood, and the panel moved.
    (0, [.structure: 0.8, .colour: 0], .betterThanItsScore, .regressionUnderstated),
    (0, [.structure: 0.1, .colour: 0], .unchanged, .unchanged),
  ]

  @Test func rowsAndTheirMirrors() {
    for (metric, groups, expected, mirrored) in Self.rows {
      let changes = Self.changes(metric, groups)
      #expect(Self.rule(changes) == expected, "\(metric), \(groups)")
      #expect(Self.rule(changes.map(\.reversed)) == mirrored, "swapped: \(metric), \(groups)")
    }
  }

  /// Nothing passes with a tick, either way round, while a group's whole fall lies beyond its band.
  @Test func aGroupThatFellIsNeverATick() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<400 {
      var groups: [PanelGroup: Double] = [:]
      for group in PanelGroup.allCases where random.uniform() < 0.8 { groups[group] = 3 * random.uniform() - 1.5 }
      let changes = Self.changes(random.uniform() < 0.2 ? 0 : 3 * random.uniform() - 1.5, groups)
      for own in [changes, changes.map(\.reversed)] {
        var bootstrap = SeededRandom(seed: 3)
        let moves = GateMoves(own, random: &bootstrap)
        let rule = moves.rule(Self.bands, maxRegression: nil)
        #expect(moves.fallen(Self.bands).isEmpty || rule.consequence != .passes, "\(rule): \(own[0])")
      }
    }
  }

  @Test func contestedFailsWhereThatIsAskedFor() {
    #expect(GateRule.contested.consequence == .failsIfStrict)
    let pictures =
      GateTests.pictures(.baseline) { honest, _ in (honest, honest) }
      + GateTests.pictures(.candidate) { honest, _ in (honest + 1.3, honest + 1) }.map { picture in
        var result = picture
        result.scored?.panel["f1"]? -= 3
        return result
      }
    let record = GateTests.gate(pictures)
    #expect(record.overall.rule == .contested && record.passed && record.standing == .remarked)
    #expect(record.overall.risen == [.structure] && record.overall.fallen == [.fidelity])
    let strict = GateTests.gate(pictures, GateTests.header(strict: true))
    #expect(strict.standing == .failed && strict.findings.contains { $0.key.rate == nil && $0.key.rule == .contested })
    // A fall that was limited stays one.
    let limited = GateTests.gate(pictures, GateTests.header(maxRegression: 1))
    #expect(limited.overall.rule == .regression && !limited.passed)
  }

  // MARK: - Bounds

  /// At most −5 accuses; at most +3 clears nobody; at least +5 has risen, and at least −3 accuses nobody.
  @Test func aBoundSaysWhatHoldsWhateverLiesBeyond() {
    func change(_ colour: Double, lowest: Double?) -> [GateChange] {
      Self.changes(0.8, [.colour: colour]).map { change in
        var result = change
        result.bounds = [.colour: GateBounds(lowest: lowest, highest: change.groups[.colour])]
        return result
      }
    }
    for open in [nil, -60.0] as [Double?] {
      let fell = change(-5, lowest: open)
      #expect(Self.rule(fell) == .gamed && Self.rule(fell.map(\.reversed)) == .betterThanItsScore)
      let perhaps = change(3, lowest: open)
      #expect(![.earned, .betterThanItsScore, .gamed].contains(Self.rule(perhaps)))
      #expect(Self.rule(perhaps.map(\.reversed)) == .regression)
    }
    var random = SeededRandom(seed: 2)
    let moves = GateMoves(change(-5, lowest: nil), random: &random)
    #expect(moves.bounded == [.colour: .atMost])
    let shown = moves.groups[.colour]?.interval
    #expect(shown?.lower.map { $0 > -5.1 } == true && moves.groups[.colour]?.lower == -.infinity)
  }

  /// What may as well be far above as far below is no reading; where others know, they speak.
  @Test func aNumberThatIsOpenOnBothSidesIsNoReading() {
    func changes(_ bounds: [InflationBound?]) -> [GateChange] {
      zip(Self.changes(0.8, [.structure: -1, .colour: -5]), bounds).map { change, bound in
        let value = change.groups[.colour]
        var result = change
        result.bounds = bound.map {
          [.colour: GateBounds(lowest: $0 == .atLeast ? value : nil, highest: $0 == .atMost ? value : nil)]
        }
        return result
      }
    }
    func telling(_ bounds: [InflationBound?]) -> Int {
      GateChange.telling(of: .colour, changes(bounds), arithmeticMean).count
    }
    #expect(telling([.atLeast, .atMost, nil, nil, nil]) == 3 && telling([.atLeast, .atMost]) == 0)
    #expect(telling([.atMost, .atMost, nil]) == 3 && telling([.atLeast, nil]) == 2)
    var random = SeededRandom(seed: 2)
    let open = GateMoves(changes((0..<8).map { $0 % 2 == 0 ? .atLeast : .atMost }), random: &random)
    #expect(open.groups[.colour] == nil && open.groups[.structure] != nil)
  }

  // MARK: - Reading between rates

  private static func moves(_ count: Int, _ allowance: GateAllowance?) throws -> Spread {
    let changes = (0..<count).map { image in
      GateChange(
        image: "\(image)", rate: nil, metric: 0.5 + 0.01 * Double(image % 5), members: [:], groups: [.structure: 0.5],
        allowances: allowance.map { [.metric: $0] })
    }
    var random = SeededRandom(seed: 5)
    return try #require(GateMoves(changes, random: &random).metric)
  }

  /// What reading between rates adds does not shrink with images, and acts on its own side alone.
  @Test(arguments: [6, 12, 200]) func anAllowanceMovesOneEnd(count: Int) throws {
    let plain = try Self.moves(count, nil)
    let below = try Self.moves(count, GateAllowance(below: 0.7, above: 0))
    #expect(abs(below.lower - (plain.lower - 0.7)) < 1e-9 && below.upper == plain.upper)
    let above = try Self.moves(count, GateAllowance(below: 0, above: 0.3))
    #expect(abs(above.upper - (plain.upper + 0.3)) < 1e-9 && above.lower == plain.lower)
    #expect(above.reading == plain.reading && below.reading == plain.reading)
  }

  /// A curve or two prove little: with too few images for an interval both ends move, and further.
  @Test(arguments: [1, 3, 5]) func withFewImagesAnAllowanceMovesBothEndsFurther(count: Int) throws {
    let plain = try Self.moves(count, nil)
    for allowance in [GateAllowance(below: 0.7, above: 0.35), GateAllowance(below: 0, above: 0.7)] {
      let moved = try Self.moves(count, allowance)
      #expect(abs(moved.lower - (plain.lower - 2.1)) < 1e-9 && abs(moved.upper - (plain.upper + 2.1)) < 1e-9)
    }
  }

  /// Reading between rates accuses nobody and hides nothing: alone it is no reason to decide nothing, and what the images show
  /// beyond it is not passed over.
  @Test func whatReadingBetweenRatesLeavesOpenIsUndecidedOnlyWhereTheImagesShowSomething() {
    func rule(_ metric: Double, _ structure: Double, scatter: Double = 0.01, _ open: Double) -> GateRule {
      let allowance = GateAllowance(below: open, above: open)
      return Self.rule(
        (0..<8).map { image in
          let off = scatter * (Double(image) - 3.5)
          return GateChange(
            image: "\(image)", rate: nil, metric: metric + off, members: [:], groups: [.structure: structure + off],
            allowances: open > 0 ? [.metric: allowance, .group(.structure): allowance] : nil)
        })
    }
    #expect(rule(0.02, 0.01, 0.5) == .unchanged && rule(0.02, 0.01, 0) == .unchanged)
    #expect(rule(0.8, -0.6, 0) == .gamed && rule(0.8, -0.6, 1) == .inconclusive)
    #expect(rule(-1, -1, scatter: 0.1, 0) == .regression && rule(-1, -1, scatter: 0.1, 0.9) == .inconclusive)
    #expect(rule(-1, -1, scatter: 0.1, 1.5) == .unchanged, "as much as reading between rates may be off")
  }

  /// More images do not decide what reading between rates leaves open.
  @Test func imagesDoNotNarrowWhatRatesLeaveOpen() {
    func needed(_ below: Double) -> Int? {
      let changes = (0..<8).map { image in
        GateChange(
          image: "\(image)", rate: nil, metric: 0.5 + 0.2 * Double(image - 4), members: [:], groups: [.structure: 0.3],
          allowances: below > 0 ? [.metric: GateAllowance(below: below, above: 0)] : nil)
      }
      var random = SeededRandom(seed: 6)
      return GateMoves(changes, random: &random).imagesNeeded(from: 8, bands: Self.bands)
    }
    #expect(needed(0) != nil && (needed(0.3) ?? 0) > (needed(0) ?? .max) && needed(0.6) == nil)
  }
}

extension GateChange {
  /// The change with the sides swapped.
  var reversed: GateChange {
    GateChange(
      image: image, rate: rate, metric: -metric, members: members.mapValues { -$0 }, groups: groups.mapValues { -$0 },
      allowances: allowances?.mapValues { GateAllowance(below: $0.above, above: $0.below) },
      bounds: bounds?.mapValues { GateBounds(lowest: $0.highest.map { -$0 }, highest: $0.lowest.map { -$0 }) })
  }
}
