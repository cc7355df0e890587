import AuditRecord
import Glibc

/// Every change from one build of a codec to another of it, at equal bits.
public struct HonestChanges: Sendable {
  let changes: [GateCalibration.Change]
  /// The builds of each change.
  private let pairs: [(baseline: GateBuild, candidate: GateBuild)]
  /// Codec → its builds that differ in any picture.
  public let builds: [String: [String]]
  /// Builds left out because they equal an earlier one of their codec.
  public let same: [String]

  /// Compares builds.
  /// - Parameters:
  ///   - header: Metric and panel of all the builds' measurements.
  ///   - random: The gate's generator, with which each change begins anew.
  public init(of builds: [GateBuild], header: GateHeader, random: some RandomNumberGenerator) {
    let (distinct, same) = GateCalibration.distinct(builds)
    self.builds = Dictionary(grouping: distinct, by: \.codec).mapValues { $0.map(\.name) }
    self.same = same
    pairs = GateCalibration.pairs(of: distinct)
    changes = pairs.map { GateCalibration.change(from: $0, to: $1, header: header, random: random) }
      .filter { !$0.images.isEmpty }
  }

  /// What the changes are like where each side has so many of its rates, the lowest and the highest among them.
  /// - Returns: nil where no change can be read at so few.
  func atRates(_ count: Int, header: GateHeader) -> GateNull.AtRates? {
    let changes = pairs.flatMap { baseline, candidate -> [[GateChange]] in
      let common = Set(baseline.pictures.map(\.rate)).intersection(candidate.pictures.map(\.rate))
      return choices(of: common.sorted(by: RateName.inOrder), count).map { rates in
        GateCalibration.comparison(baseline.part(rates: rates), candidate.part(rates: rates), header).imageChanges
      }
    }.filter { !$0.isEmpty }
    guard !changes.isEmpty else { return nil }
    return GateNull.AtRates(
      rates: count, spread: GateCalibration.spread(of: changes), allowance: GateCalibration.allowance(of: changes))
  }

  /// Every choice of so many values that keeps the first and the last.
  private func choices(of rates: [RateName], _ count: Int) -> [Set<RateName>] {
    guard let first = rates.first, let last = rates.last, count >= 2, rates.count >= count else { return [] }
    var found: [Set<RateName>] = [[first, last]]
    for _ in 2..<max(count, 2) {
      found = Array(Set(found.flatMap { chosen in rates.filter { !chosen.contains($0) }.map { chosen.union([$0]) } }))
    }
    return found
  }
}

extension GateCalibration {
  /// Builds without those that equal an earlier one of their codec.
  static func distinct(_ builds: [GateBuild]) -> (kept: [GateBuild], same: [String]) {
    var kept: [GateBuild] = []
    var same: [String] = []
    for build in builds.sorted(by: { ($0.codec, $0.name) < ($1.codec, $1.name) }) {
      if kept.contains(where: { $0.codec == build.codec && $0.isSame(as: build) }) {
        same.append(build.name)
      } else {
        kept.append(build)
      }
    }
    return (kept, same)
  }

  /// Every ordered pair of builds of one codec.
  static func pairs(of builds: [GateBuild]) -> [(baseline: GateBuild, candidate: GateBuild)] {
    builds.flatMap { first in
      builds.filter { $0.codec == first.codec && $0.name != first.name }.map { (baseline: first, candidate: $0) }
    }
  }

  /// One change at equal bits, as a gate of the two builds has it: `random`, the gate's own generator, begins anew.
  static func change(
    from first: GateBuild, to second: GateBuild, header: GateHeader, random: some RandomNumberGenerator
  ) -> Change {
    let found = comparison(first, second, header)
    let rates = Set((first.pictures + second.pictures).map(\.rate)).sorted(by: RateName.inOrder)
    var random = random
    return Change(
      name: "\(first.name)→\(second.name)", codec: first.codec, images: found.imageChanges, changes: found.changes,
      moves: GateMovesByRate(
        images: found.imageChanges, changes: found.changes, rates: rates.count > 1 ? rates : [], random: &random))
  }

  /// What changed from one build to another at equal bits.
  static func comparison(_ first: GateBuild, _ second: GateBuild, _ header: GateHeader) -> GateComparison {
    func side(_ build: GateBuild, _ side: GateSide) -> [GatePicture] {
      build.pictures.map { picture in
        var result = picture
        result.side = side
        return result
      }
    }
    let pictures = side(first, .baseline) + side(second, .candidate)
    var own = header
    own.rates = Set(pictures.map(\.rate)).sorted(by: RateName.inOrder)
    return gateChanges(pictures, header: own)
  }

  /// The standard deviation of a change over images, the median over changes.
  static func spread(of changes: [[GateChange]]) -> [GateQuantity: Double] {
    func deviation(_ values: [Double]) -> Double? {
      guard values.count > 1 else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    var result: [GateQuantity: Double] = [:]
    result[.metric] = median(changes.compactMap { deviation($0.map(\.metric)) })
    for group in PanelGroup.allCases {
      result[.group(group)] = median(changes.compactMap { deviation($0.compactMap { $0.groups[group] }) })
    }
    return result
  }
}

extension GateCalibration {
  /// By how much reading between rates widens an interval towards 0 where the metric rises and a group falls: the median over
  /// images, then over changes.
  static func allowance(of changes: [[GateChange]]) -> [GateQuantity: Double] {
    func typical(_ allowance: (GateChange) -> Double?) -> Double? {
      median(changes.compactMap { median($0.compactMap(allowance)) })
    }
    var result: [GateQuantity: Double] = [:]
    result[.metric] = typical { $0.allowance(.metric).below }
    for group in PanelGroup.allCases {
      result[.group(group)] = typical { $0.groups[group] == nil ? nil : $0.allowance(.group(group)).above }
    }
    return result
  }
}

/// The upper end of the one-sided 95 % interval of a share (C. J. Clopper, E. S. Pearson, Biometrika 26 (1934)): the
/// probability at which so few, or fewer, of `count` would be seen in one of twenty trials.
func binomialUpper(share: Double, count: Int) -> Double {
  guard count > 0 else { return 1 }
  let seen = Int((share * Double(count)).rounded(.up))
  guard seen < count else { return 1 }
  func atMostSeen(_ p: Double) -> Double {
    var total = 0.0
    for k in 0...seen {
      let choose = lgamma(Double(count + 1)) - lgamma(Double(k + 1)) - lgamma(Double(count - k + 1))
      total += exp(choose + Double(k) * log(p) + Double(count - k) * log1p(-p))
    }
    return total
  }
  var (low, high) = (Double(seen) / Double(count), 1.0)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    guard middle > 0, middle < 1 else { break }
    if atMostSeen(middle) > 0.05 { low = middle } else { high = middle }
  }
  return high
}
