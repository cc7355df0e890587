import AuditRecord

/// How far the audited metric and the panel moved from baseline to candidate at equal bits, in points of the audited
/// metric, positive for better.
public struct GateChange: Codable, Sendable, Equatable {
  /// The reference's name.
  public var image: String
  /// The rate; nil for the mean over the rates.
  public var rate: RateName?
  /// The audited metric's change.
  public var metric: Double
  /// Panel member id → change of its implied score, or its bound; a member that cannot tell is absent.
  public var members: [String: Double]
  /// Group → median over its voting members; a group that cannot tell is absent.
  public var groups: [PanelGroup: Double]
  /// The metric, or a group → how far reading between rates may be off; nil where nothing was read between rates.
  public var allowances: [GateQuantity: GateAllowance]?
  /// Group → the ends of what its change can be, where it is a bound; nil where every group's is known.
  public var bounds: [PanelGroup: GateBounds]?

  /// Points of the metric's change beyond the largest group's; nil when no group can tell.
  public var excess: Double? { groups.values.max().map { metric - $0 } }

  /// Groups whose change is only bounded; nil where every group's is known.
  public var bounded: [PanelGroup: InflationBound]? {
    bounds.map { bounds in
      var result: [PanelGroup: InflationBound] = [:]
      for group in bounds.keys { result[group] = known(group)?.bound }
      return result
    }
  }
}

/// By how much a change may differ from what was read between two rates of the other side: the difference between the
/// monotone curve through the rates and the straight line.
///
/// A picture of the candidate is read on the baseline's curve. Rate curves are concave, so what is read there errs to below,
/// and the change to above: it may be smaller by that difference, and larger by half of it. Pictures of the baseline are read on
/// the candidate's curve, and the change may be larger by it, and smaller by half.
public struct GateAllowance: Codable, Sendable, Equatable {
  /// By so many points the change may be smaller.
  public var below: Double
  /// By so many points it may be larger.
  public var above: Double
}

/// The ends of what a change can be that the ladders only bound.
public struct GateBounds: Codable, Sendable, Equatable {
  /// The smallest; nil where the audited metric has no end there.
  public var lowest: Double?
  /// The largest; nil where the audited metric has no end there.
  public var highest: Double?
}

extension GateChange {
  /// What the ladders know of a group's change; nil for a group that cannot tell.
  func known(_ group: PanelGroup) -> BoundedValue? {
    groups[group].map { value in
      guard let ends = bounds?[group] else { return BoundedValue(value) }
      return BoundedValue(value, lowest: ends.lowest ?? -.infinity, highest: ends.highest ?? .infinity)
    }
  }

  /// Those of some changes that say something of a group by a statistic: all that have it, or, where their bounds leave
  /// everything open, those that know it.
  static func telling(
    of group: PanelGroup, _ changes: [GateChange], _ statistic: ([Double]) -> Double?
  ) -> [GateChange] {
    let own = changes.filter { $0.groups[group] != nil }
    let joined = BoundedValue.combine(own.compactMap { $0.known(group) }, statistic)
    return joined?.isTelling == false ? own.filter { $0.bounds?[group] == nil } : own
  }

  /// How far reading between rates may be off.
  func allowance(_ quantity: GateQuantity) -> GateAllowance {
    allowances?[quantity] ?? GateAllowance(below: 0, above: 0)
  }

  /// The metric's change with its allowance.
  var metricRange: BoundedValue { allowance(.metric).widened(BoundedValue(metric)) }

  /// A group's change with all that is open about it.
  func range(_ group: PanelGroup) -> BoundedValue? { known(group).map(allowance(.group(group)).widened) }

  /// A group's change, or its bound, with its allowance alone.
  func allowed(_ group: PanelGroup) -> BoundedValue? {
    groups[group].map { allowance(.group(group)).widened(BoundedValue($0)) }
  }

  /// The excess with all that is open about it.
  var excessRange: BoundedValue? {
    BoundedValue.max(PanelGroup.allCases.compactMap(range)).map { largest in
      let metric = metricRange
      return BoundedValue(
        metric.value - largest.value, lowest: metric.lowest - largest.highest,
        highest: metric.highest - largest.lowest)
    }
  }
}

extension GateChange {
  /// With what reading between rates may be off where it is one of so many images. With fewer than have an interval a curve or
  /// two decide, and those of some codecs are stairs: OpenJPEG's lie up to eight times the allowance off (docs/gate.md,
  /// "Reading between rates").
  func asOne(of images: Int) -> GateChange {
    guard images < RunSummary.leastImagesOfAnInterval, let allowances else { return self }
    var result = self
    result.allowances = allowances.mapValues { allowance in
      let either = GateAllowance.ofFewImages * max(allowance.below, allowance.above)
      return GateAllowance(below: either, above: either)
    }
    return result
  }
}

extension GateAllowance {
  /// How many times as far both ends move where there are too few images for an interval.
  static let ofFewImages = 3.0

  /// The mean over changes; nil where it is nothing.
  init?(meanOf changes: [GateChange], _ quantity: GateQuantity) {
    let own = changes.map { $0.allowance(quantity) }
    guard let below = arithmeticMean(own.map(\.below)), let above = arithmeticMean(own.map(\.above)),
      below > 0 || above > 0
    else { return nil }
    self.init(below: below, above: above)
  }

  func widened(_ value: BoundedValue) -> BoundedValue {
    BoundedValue(value.value, lowest: value.lowest - below, highest: value.highest + above)
  }
}
