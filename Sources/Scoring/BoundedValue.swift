import AuditRecord

/// A number that may be known from one side only, with the ends of what it can be.
struct BoundedValue: Equatable {
  /// The number, or the bound.
  var value: Double
  /// The smallest that the true number can be.
  var lowest: Double
  /// The largest that the true number can be.
  var highest: Double

  /// The true number may be larger.
  var atLeast: Bool { highest > value }
  /// The true number may be smaller.
  var atMost: Bool { lowest < value }
  /// The number is known.
  var isKnown: Bool { !atLeast && !atMost }

  /// States a number that is known, or one that lies between ends.
  init(_ value: Double, lowest: Double? = nil, highest: Double? = nil) {
    self.value = value
    self.lowest = lowest ?? value
    self.highest = highest ?? value
  }

  /// The median, with what the members' bounds leave open: it reads "at least" exactly when it could be larger if the
  /// members that read "at least" were as large as can be.
  /// - Returns: nil for no values.
  static func median(_ members: [BoundedValue]) -> BoundedValue? {
    combine(members) { Scoring.median($0) }
  }

  /// The largest, with what the members' bounds leave open.
  /// - Returns: nil for no values.
  static func max(_ members: [BoundedValue]) -> BoundedValue? {
    combine(members) { $0.max() }
  }

  /// The point nearest to `target` of the interval that the members span, with what their bounds leave open.
  /// - Returns: nil for no values.
  static func nearest(to target: Double, _ members: [BoundedValue]) -> BoundedValue? {
    combine(members) { values in
      guard let low = values.min(), let high = values.max() else { return nil }
      return Swift.min(Swift.max(target, low), high)
    }
  }

  /// What several ladders say of one thing: those that can read it, and bounds only where none can.
  static func reached(_ ladders: [BoundedValue]) -> [BoundedValue] {
    let known = ladders.filter(\.isKnown)
    return known.isEmpty ? ladders : known
  }

  /// How far a number lies above another.
  /// - Returns: nil where nothing can be said, neither that it is at least nor that it is at most so much: both are bounds of
  ///   one kind.
  func change(from before: BoundedValue) -> BoundedValue? {
    let result = BoundedValue(
      value - before.value, lowest: lowest - before.highest, highest: highest - before.lowest)
    return result.atLeast && result.atMost ? nil : result
  }

  /// The number with its sign turned.
  var negated: BoundedValue { BoundedValue(-value, lowest: -highest, highest: -lowest) }

  /// Whether it says that there is more, or less, than nothing: a number that may as well be far above as far below says
  /// nothing.
  var isTelling: Bool { !(atLeast && atMost && lowest < 0 && highest > 0) }

  /// A statistic that no member's rise lowers, with what the members' bounds leave open.
  /// - Returns: nil where the statistic has no value.
  static func combine(_ members: [BoundedValue], _ statistic: ([Double]) -> Double?) -> BoundedValue? {
    guard let value = statistic(members.map(\.value)), let lowest = statistic(members.map(\.lowest)),
      let highest = statistic(members.map(\.highest))
    else { return nil }
    return BoundedValue(value, lowest: lowest, highest: highest)
  }
}

extension BoundedValue {
  /// What the bounds leave open; nil for a number that is known.
  var bound: InflationBound? {
    switch (atLeast, atMost) {
    case (false, false): nil
    case (true, false): .atLeast
    case (false, true): .atMost
    case (true, true): .either
    }
  }
}

extension ImpliedScore {
  /// The oriented score with what its bound leaves open, within what the metric can score; nil for what is no number.
  func oriented(for metric: MetricInfo) -> BoundedValue? {
    let sign = metric.orientation
    let value = sign * self.value
    guard value.isFinite else { return nil }
    let (worst, best) = sign > 0 ? (metric.lowest, metric.highest) : (metric.highest, metric.lowest)
    switch bound {
    case .exact: return BoundedValue(value)
    case .below: return BoundedValue(value, lowest: min(worst.map { sign * $0 } ?? -.infinity, value))
    case .above, .unseen: return BoundedValue(value, highest: max(best.map { sign * $0 } ?? .infinity, value))
    }
  }
}
