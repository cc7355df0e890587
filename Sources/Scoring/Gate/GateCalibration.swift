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

  /// The build on some of the images, or at some of the rates; nil for all.
  func part(images: Set<String>? = nil, rates: Set<RateName>? = nil) -> GateBuild {
    GateBuild(
      name: name, codec: codec,
      pictures: pictures.filter {
        images?.contains($0.image) ?? true && rates?.contains($0.rate) ?? true
      })
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
/// - `groupFall`: among the honest changes that could be called gamed by one group — the metric rose, no group did — each
///   group's falls have a distribution; all groups take the same quantile of their own, the lowest at which no more than
///   `target` of all honest changes exceed it in any group, or in three with whatever the others did. (A gate accuses where the
///   whole interval lies beyond, which is less.)
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
    /// Multiple of the bands → share of honest changes called gamed or unearned.
    public let sweep: [(factor: Double, gamed: Double, unearned: Double)]
    /// What gates with these limits can find; nil where nothing is known to plan by.
    public let plan: GatePlan?
  }

  /// Fits the limits.
  /// - Parameters:
  ///   - header: Metric and panel of all the builds' measurements.
  ///   - random: The generator of the halvings of the images.
  public func fit(_ honest: HonestChanges, header: GateHeader, random: inout some RandomNumberGenerator) -> Result {
    let changes = honest.changes
    var bands = limits(changes.map(\.moves.all))
    let names = Array(Set(changes.flatMap { $0.images.map(\.image) })).sorted()
    let builds = honest.builds.values.joined().count
    let independent = builds - honest.builds.count

    let across = acrossCodecs(changes)
    let held = acrossImages(changes, names: names, random: &random)
    let rates = [GateRule.gamed, .contested, .unearned].map { rule in
      let alarms = changes.count { gateRule($0.moves, bands).rule == rule }
      let share = Double(alarms) / Double(max(changes.count, 1))
      return GateNull.Rate(
        rule: rule, alarms: alarms, upper: binomialUpper(share: share, count: independent),
        acrossCodecs: across[rule] ?? 0, acrossImages: held[rule] ?? 0)
    }
    let spread = Self.spread(of: changes.map(\.images))
    let byRates = [3, 4].compactMap { honest.atRates($0, header: header) }
    bands.null = GateNull(
      metric: header.run.metric.id, panel: header.run.votes, codecs: honest.builds.count, builds: builds,
      images: names.count, changes: changes.count, rates: rates,
      spread: spread, byRates: byRates.isEmpty ? nil : byRates)
    return Result(
      bands: bands, sweep: sweep(changes, bands), plan: GatePlan(bands, effect: nil, images: nil, rates: nil))
  }

  /// Limits from some honest changes.
  func limits(_ moves: [GateMoves]) -> GateBands {
    let rise = Dictionary(PanelGroup.allCases.map { ($0, groupRise) }, uniquingKeysWith: { a, _ in a })
    func bands(_ fall: [PanelGroup: Double], _ excess: Double) -> GateBands {
      GateBands(metricRise: metricRise, groupFall: fall, groupRise: rise, excess: excess)
    }
    let smallest = bands(rise, 0)
    let rose = moves.filter { $0.metricRose(smallest) }
    let eligible = rose.filter { $0.risen(smallest).isEmpty }
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
      let beyond = rose.count { move in
        let fallen = move.groups.count { Self.fall($0.value) > tried[$0.key] ?? .infinity }
        return fallen >= (move.risen(smallest).isEmpty ? 1 : GateMoves.outweighing)
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

  /// Fits on one half of the images and judges on the other, three halvings both ways.
  private func acrossImages(
    _ changes: [Change], names: [String], random: inout some RandomNumberGenerator
  ) -> [GateRule: Double] {
    var alarms: [GateRule: Int] = [:]
    var judged = 0
    for _ in 0..<3 {
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
