import AuditRecord

/// How often each finding stands when only some of the images, or some of the rates, are there.
public struct GatePower: Sendable {
  /// Images of a part.
  public let images: Int
  /// Rates of a part, on each side; nil for all.
  public let rates: Int?
  /// Codec → how often each rule held.
  public private(set) var found: [String: [GateRule: Int]] = [:]

  init(images: Int, rates: Int?) {
    self.images = images
    self.rates = rates
  }

  /// How often each rule held.
  public var counts: [GateRule: Int] {
    found.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  /// How many parts were judged.
  public var judged: Int { counts.values.reduce(0, +) }

  /// The share of parts in which a rule held; nil without parts.
  public func share(of rule: GateRule) -> Double? {
    let judged = judged
    return judged > 0 ? Double(counts[rule] ?? 0) / Double(judged) : nil
  }

  /// The 95 % interval of a share, codecs resampled: parts and changes of one codec depend on each other. Nil with fewer
  /// than two codecs.
  public func interval(of rule: GateRule, random: some RandomNumberGenerator) -> (lower: Double, upper: Double)? {
    let codecs = found.sorted { $0.key < $1.key }.map { ($0.value[rule] ?? 0, $0.value.values.reduce(0, +)) }
    guard codecs.count > 1 else { return nil }
    var random = random
    let shares = (0..<bootstrapResamples).map { _ in
      let drawn = codecs.map { _ in codecs[random.index(below: codecs.count)] }
      return Double(drawn.reduce(0) { $0 + $1.0 }) / Double(max(drawn.reduce(0) { $0 + $1.1 }, 1))
    }
    guard let lower = quantile(shares, 0.025), let upper = quantile(shares, 0.975) else { return nil }
    return (lower, upper)
  }

  mutating func add(_ rule: GateRule, codec: String) { found[codec, default: [:]][rule, default: 0] += 1 }

  mutating func add(
    from baseline: GateBuild, to candidate: GateBuild, header: GateHeader, random: some RandomNumberGenerator
  ) {
    let change = GateCalibration.change(from: baseline, to: candidate, header: header, random: random)
    add(gateRule(change.moves, header.bands).rule, codec: candidate.codec)
  }

  /// Judges random parts of changes: so many images at all rates, drawn without replacement, then all images at two rates.
  /// - Parameters:
  ///   - changes: Codec → its changes. Each codec has the same number of parts, each of a change drawn at random.
  ///   - counts: How many images; those beyond what there are are left out.
  ///   - draws: Parts of each kind and codec.
  ///   - random: The generator of the draws, and with which each judgement begins anew.
  public static func of(
    _ changes: [String: [(baseline: GateBuild, candidate: GateBuild)]], images counts: [Int], draws: Int,
    header: GateHeader, random: some RandomNumberGenerator
  ) -> [GatePower] {
    let names = Set(changes.values.joined().flatMap { $0.candidate.pictures.map(\.image) }).sorted()
    var draw = random
    let parts = counts.filter { $0 <= names.count }.map { GatePower(images: $0, rates: nil) }
    return (parts + [GatePower(images: names.count, rates: 2)]).map { part in
      var part = part
      for (_, own) in changes.sorted(by: { $0.key < $1.key }) where !own.isEmpty {
        for _ in 0..<draws {
          let (baseline, candidate) = own[draw.index(below: own.count)]
          let images = Set(pick(part.images, of: names, &draw))
          let common = Set(baseline.pictures.map(\.rate)).intersection(candidate.pictures.map(\.rate))
          let rates = part.rates.map { Set(pick($0, of: common.sorted(by: RateName.inOrder), &draw)) }
          part.add(
            from: baseline.part(images: images, rates: rates), to: candidate.part(images: images, rates: rates),
            header: header, random: random)
        }
      }
      return part
    }
  }
}

/// So many values, drawn without replacement; all where there are fewer.
func pick<Value>(_ count: Int, of values: [Value], _ random: inout some RandomNumberGenerator) -> [Value] {
  var rest = values
  return (0..<min(count, values.count)).map { _ in rest.remove(at: random.index(below: rest.count)) }
}

extension NullCorpus {
  /// How often the rules call honest changes on parts of the images and rates; see `GatePower.of`.
  public func honestPower(
    images counts: [Int], draws: Int, bands: GateBands, random: some RandomNumberGenerator
  ) -> [GatePower] {
    let changes = GateCalibration.pairs(of: GateCalibration.distinct(honest).kept)
    return GatePower.of(
      Dictionary(grouping: changes, by: \.baseline.codec), images: counts, draws: draws, header: header(bands),
      random: random)
  }

  /// The same for one game.
  public func power(
    of game: (baseline: GateBuild, build: GateBuild), images counts: [Int], draws: Int, bands: GateBands,
    random: some RandomNumberGenerator
  ) -> [GatePower] {
    GatePower.of(
      [game.build.codec: [(game.baseline, game.build)]], images: counts, draws: draws, header: header(bands),
      random: random)
  }
}
