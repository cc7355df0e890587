import AuditRecord

/// A build of a codec, measured on the images of a null corpus.
public struct GateBuild: Sendable {
  /// Its name.
  public let name: String
  /// The codec that it is a build of.
  public let codec: String
  /// Its pictures, with readings; the side does not matter.
  public let pictures: [GatePicture]

  /// States a build.
  public init(name: String, codec: String, pictures: [GatePicture]) {
    self.name = name
    self.codec = codec
    self.pictures = pictures
  }

  /// Whether both made the same pictures of the same sizes: then the options that set them apart do nothing.
  func isSame(as other: GateBuild) -> Bool {
    func key(_ build: GateBuild) -> [String: [Double]] {
      Dictionary(
        build.pictures.map { ("\($0.image) \($0.rate)", [$0.scored?.score ?? .nan, Double($0.bytes ?? 0)]) },
        uniquingKeysWith: { first, _ in first })
    }
    return key(self) == key(other)
  }
}

/// Fits a gate's limits to honest changes: every change from one build of a codec to another, both ways.
///
/// - `metricRise` and `groupRise` are given: the smallest moves that count at all.
/// - `groupFall`: among the honest changes that could be called gamed — the metric rose, no group did — each group's
///   falls have a distribution; all groups take the same quantile of their own, the lowest that no more than `target` of
///   all honest changes exceed in any group. (A gate accuses where the whole interval lies beyond, which is less.)
/// - `excess`: the lowest gain beyond every group that no more than `target` of all honest changes exceed.
public struct GateCalibration: Sendable {
  /// The smallest moves that count.
  public var metricRise: Double
  /// The same for groups.
  public var groupRise: Double
  /// The share of honest changes that each rule may call.
  public var target: Double

  /// States a fit.
  public init(metricRise: Double, groupRise: Double, target: Double) {
    self.metricRise = metricRise
    self.groupRise = groupRise
    self.target = target
  }

  /// One honest change.
  struct Change: Sendable {
    let name: String
    let codec: String
    /// Change per image.
    let images: [GateChange]
    /// Change per image and rate.
    let changes: [GateChange]
    let moves: GateMovesByRate
  }

  /// The limits, with what they make of the corpus they were fitted to.
  public struct Result: Sendable {
    /// The limits.
    public let bands: GateBands
    /// Honest changes that are called gamed.
    public let called: [(name: String, judgement: GateJudgement)]
    /// Multiple of the bands → share of honest changes called gamed or unearned.
    public let sweep: [(factor: Double, gamed: Double, unearned: Double)]
    /// Images → the smallest gaming that as many could have shown, with the corpus' spread.
    public let visible: [(images: Int, points: Double)]
    /// Builds left out because they equal another.
    public let same: [String]
  }

  /// Fits the limits.
  /// - Parameter header: Metric and panel of all the builds' measurements.
  public func fit(_ builds: [GateBuild], header: GateHeader, random: inout some RandomNumberGenerator) -> Result {
    let (distinct, same) = Self.distinct(builds)
    let changes = Self.changes(of: distinct, header: header, random: &random)
    var bands = limits(changes.map(\.moves.all))
    let names = Array(Set(changes.flatMap { $0.images.map(\.image) })).sorted()
    let codecs = Array(Set(distinct.map(\.codec))).sorted()
    let independent = distinct.count - codecs.count

    let across = acrossCodecs(changes)
    let held = acrossImages(changes, names: names, random: &random)
    let rates = [GateRule.gamed, .unearned].map { rule in
      let alarms = changes.count { gateRule($0.moves, bands).rule == rule }
      let share = Double(alarms) / Double(max(changes.count, 1))
      return GateNull.Rate(
        rule: rule, alarms: alarms, upper: binomialUpper(share: share, count: independent),
        acrossCodecs: across[rule] ?? 0, acrossImages: held[rule] ?? 0)
    }
    var fitted = header
    fitted.bands = bands
    fitted.maxRegression = nil
    let called = changes.map { (name: $0.name, judgement: Scoring.judgement(of: $0.moves, header: fitted)) }
      .filter { $0.judgement.rule == .gamed }
    let spread = Self.spread(of: changes)
    bands.null = GateNull(
      metric: header.run.metric.id, panel: header.run.votes, codecs: codecs.count, builds: distinct.count,
      images: names.count, changes: changes.count, rates: rates, spread: spread)
    return Result(
      bands: bands, called: called, sweep: sweep(changes, bands),
      visible: [3, 6, 12, 24, 48, 96].map { ($0, bands.smallestVisible(images: $0) ?? .nan) }, same: same)
  }

  /// Limits from some honest changes.
  func limits(_ moves: [GateMoves]) -> GateBands {
    let rise = Dictionary(PanelGroup.allCases.map { ($0, groupRise) }, uniquingKeysWith: { a, _ in a })
    func bands(_ fall: [PanelGroup: Double], _ excess: Double) -> GateBands {
      GateBands(metricRise: metricRise, groupFall: fall, groupRise: rise, excess: excess)
    }
    let smallest = bands(rise, 0)
    let eligible = moves.filter { $0.metricRose(smallest) && $0.risen(smallest).isEmpty }
    var falls: [PanelGroup: [Double]] = [:]
    for group in PanelGroup.allCases {
      falls[group] = eligible.compactMap { $0.groups[group].map(Self.fall) }
    }
    let allowed = Int(target * Double(moves.count))
    func fall(at probability: Double) -> [PanelGroup: Double] {
      // A group that no honest change can tell of has no band: its falls accuse nobody.
      falls.mapValues { max(groupRise, quantile($0, probability) ?? .infinity) }.filter { $0.value.isFinite }
    }
    let steps = 200
    let step = (0...steps).first { index in
      let tried = fall(at: Double(index) / Double(steps))
      let beyond = eligible.count { move in
        move.groups.contains { Self.fall($0.value) > tried[$0.key] ?? .infinity }
      }
      return beyond <= allowed
    }
    let fitted = fall(at: Double(step ?? steps) / Double(steps))
    let gains = moves.compactMap { move -> Double? in
      guard move.rule(bands(fitted, 0), maxRegression: nil) == .unearned else { return nil }
      return move.excess?.value
    }.sorted(by: >)
    return bands(fitted, gains.count > allowed ? gains[allowed] : metricRise)
  }

  /// What a gate says of one change.
  public func judgement(
    from baseline: GateBuild, to candidate: GateBuild, header: GateHeader, random: inout some RandomNumberGenerator
  ) -> GateJudgement {
    let found = Self.comparison(from: baseline, to: candidate, header: header)
    return Scoring.judgement(
      of: GateMovesByRate(images: found.imageChanges, changes: found.changes, random: &random), header: header)
  }

  /// How far a group fell, 0 where its interval does not exclude zero.
  private static func fall(_ change: Spread) -> Double { change.upper < 0 ? -change.value : 0 }

  private func sweep(
    _ changes: [Change], _ bands: GateBands
  ) -> [(factor: Double, gamed: Double, unearned: Double)] {
    [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3].map { factor in
      var scaled = bands
      scaled.groupFall = bands.groupFall.mapValues { max(groupRise, factor * $0) }
      scaled.excess = factor * bands.excess
      let rules = changes.map { gateRule($0.moves, scaled).rule }
      func share(_ rule: GateRule) -> Double { Double(rules.count { $0 == rule }) / Double(max(rules.count, 1)) }
      return (factor, share(.gamed), share(.unearned))
    }
  }

  // MARK: - Cross-validation

  private func acrossCodecs(_ changes: [Change]) -> [GateRule: Double] {
    var alarms: [GateRule: Int] = [:]
    for codec in Set(changes.map(\.codec)) {
      let bands = limits(changes.filter { $0.codec != codec }.map(\.moves.all))
      for change in changes where change.codec == codec {
        alarms[gateRule(change.moves, bands).rule, default: 0] += 1
      }
    }
    return alarms.mapValues { Double($0) / Double(max(changes.count, 1)) }
  }

  /// Fits on one half of the images and judges on the other, ten halvings both ways.
  private func acrossImages(
    _ changes: [Change], names: [String], random: inout some RandomNumberGenerator
  ) -> [GateRule: Double] {
    var alarms: [GateRule: Int] = [:]
    var judged = 0
    for _ in 0..<10 {
      var rest = names
      var half: Set<String> = []
      while half.count < names.count / 2 {
        half.insert(rest.remove(at: random.index(below: rest.count)))
      }
      var sides: [[GateMovesByRate]] = []
      for inside in [true, false] {
        func part(_ changes: [GateChange]) -> [GateChange] { changes.filter { half.contains($0.image) == inside } }
        sides.append(
          changes.map { GateMovesByRate(images: part($0.images), changes: part($0.changes), random: &random) })
      }
      for (own, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
        let bands = limits(own.map(\.all))
        for moves in other { alarms[gateRule(moves, bands).rule, default: 0] += 1 }
        judged += other.count
      }
    }
    return alarms.mapValues { Double($0) / Double(max(judged, 1)) }
  }
}
