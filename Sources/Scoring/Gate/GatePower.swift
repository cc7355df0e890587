import AuditRecord

/// How often each finding stands when only some of the images, or some of the rates, are there.
public struct GatePower: Sendable {
  /// Images of a draw.
  public let images: Int
  /// Rates of a draw; nil for all.
  public let rates: Int?
  /// How often each rule held.
  public private(set) var found: [GateRule: Int] = [:]

  /// The share of draws in which a rule held; nil without draws.
  public func share(of rule: GateRule) -> Double? {
    let draws = found.values.reduce(0, +)
    return draws > 0 ? Double(found[rule] ?? 0) / Double(draws) : nil
  }

  /// Judges random parts of one change: so many images at all rates, drawn without replacement, then all images at two
  /// rates.
  /// - Parameters:
  ///   - counts: How many images; those beyond what there are are left out.
  ///   - draws: Parts of each kind.
  public static func of(
    from baseline: GateBuild, to candidate: GateBuild, images counts: [Int], draws: Int, header: GateHeader,
    random: inout some RandomNumberGenerator
  ) -> [GatePower] {
    let whole = GateCalibration.comparison(from: baseline, to: candidate, header: header)
    let names = whole.imageChanges.map(\.image)
    var result: [GatePower] = []
    for count in counts where count <= names.count {
      var power = GatePower(images: count, rates: nil)
      for _ in 0..<(count == names.count ? 1 : draws) {
        let chosen = Set(pick(count, of: names, &random))
        power.add(
          whole.imageChanges.filter { chosen.contains($0.image) }, whole.changes.filter { chosen.contains($0.image) },
          header, &random)
      }
      result.append(power)
    }
    let rates = Array(Set(baseline.pictures.map(\.rate)).intersection(candidate.pictures.map(\.rate))).sorted()
    if rates.count > 2 {
      var power = GatePower(images: names.count, rates: 2)
      for _ in 0..<draws {
        let chosen = Set(pick(2, of: rates, &random))
        func part(_ build: GateBuild) -> GateBuild {
          GateBuild(
            name: build.name, codec: build.codec, pictures: build.pictures.filter { chosen.contains($0.rate) })
        }
        let found = GateCalibration.comparison(from: part(baseline), to: part(candidate), header: header)
        power.add(found.imageChanges, found.changes, header, &random)
      }
      result.append(power)
    }
    return result
  }

  private mutating func add(
    _ images: [GateChange], _ changes: [GateChange], _ header: GateHeader,
    _ random: inout some RandomNumberGenerator
  ) {
    let moves = GateMovesByRate(images: images, changes: changes, random: &random)
    found[gateRule(moves, header.bands).rule, default: 0] += 1
  }

  /// Adds the draws of another change.
  public mutating func add(_ other: GatePower) { found.merge(other.found, uniquingKeysWith: +) }
}

private func pick<Value>(_ count: Int, of values: [Value], _ random: inout some RandomNumberGenerator) -> [Value] {
  var rest = values
  return (0..<count).map { _ in rest.remove(at: random.index(below: rest.count)) }
}

extension GateCalibration {
  /// How often the rules call honest changes on parts of the images and rates; see `GatePower.of`.
  public func power(
    _ builds: [GateBuild], images counts: [Int], draws: Int, header: GateHeader,
    random: inout some RandomNumberGenerator
  ) -> [GatePower] {
    var total: [GatePower] = []
    let distinct = Self.distinct(builds).kept
    for first in distinct {
      for second in distinct where second.codec == first.codec && second.name != first.name {
        let own = GatePower.of(
          from: first, to: second, images: counts, draws: draws, header: header, random: &random)
        if total.isEmpty {
          total = own
        } else {
          for (index, power) in own.enumerated() where index < total.count { total[index].add(power) }
        }
      }
    }
    return total
  }
}
