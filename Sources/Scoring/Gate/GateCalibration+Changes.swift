import AuditRecord
import Glibc

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

  /// Every change from one build of a codec to another at equal bits, both ways.
  static func changes(
    of builds: [GateBuild], header: GateHeader, random: inout some RandomNumberGenerator
  ) -> [Change] {
    var result: [Change] = []
    for (index, first) in builds.enumerated() {
      for second in builds[(index + 1)...] where second.codec == first.codec {
        let forth = comparison(from: first, to: second, header: header)
        guard !forth.imageChanges.isEmpty else { continue }
        func back(_ changes: [GateChange]) -> [GateChange] {
          changes.map { change in
            GateChange(
              image: change.image, rate: change.rate, metric: -change.metric,
              members: change.members.mapValues { -$0 }, groups: change.groups.mapValues { -$0 })
          }
        }
        for (name, images, changes) in [
          ("\(first.name)→\(second.name)", forth.imageChanges, forth.changes),
          ("\(second.name)→\(first.name)", back(forth.imageChanges), back(forth.changes)),
        ] {
          result.append(
            Change(
              name: name, codec: first.codec, images: images, changes: changes,
              moves: GateMovesByRate(images: images, changes: changes, random: &random)))
        }
      }
    }
    return result
  }

  /// The changes at equal bits.
  static func comparison(from first: GateBuild, to second: GateBuild, header: GateHeader) -> GateComparison {
    func side(_ build: GateBuild, _ side: GateSide) -> [GatePicture] {
      build.pictures.map { picture in
        var result = picture
        result.side = side
        return result
      }
    }
    return gateChanges(side(first, .baseline) + side(second, .candidate), header: header)
  }

  /// The standard deviation of a change over images, the median over changes.
  static func spread(of changes: [Change]) -> [GateQuantity: Double] {
    func deviation(_ values: [Double]) -> Double? {
      guard values.count > 1 else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    var result: [GateQuantity: Double] = [:]
    result[.metric] = median(changes.compactMap { deviation($0.images.map(\.metric)) })
    for group in PanelGroup.allCases {
      result[.group(group)] = median(changes.compactMap { deviation($0.images.compactMap { $0.groups[group] }) })
    }
    return result
  }
}

extension GateBands {
  /// The smallest gaming that so many images could show, were it spread over them as honest changes are: the metric's
  /// interval has to leave zero, one group's its band.
  ///
  /// A median's standard error is √(π/2) times the mean's for normal values.
  public func smallestVisible(images: Int) -> Double? {
    guard let spread = null?.spread, images > 0 else { return nil }
    func half(_ quantity: GateQuantity) -> Double {
      1.96 * (Double.pi / 2).squareRoot() * (spread[quantity] ?? .infinity) / Double(images).squareRoot()
    }
    guard let group = groupFall.map({ $0.value + half(.group($0.key)) }).min() else { return nil }
    return max(metricRise, half(.metric), group)
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
