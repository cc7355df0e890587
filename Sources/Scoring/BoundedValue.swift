import AuditRecord

/// A number that may be known from one side only.
struct BoundedValue: Equatable {
  /// The number, or the bound.
  var value: Double
  /// The true number may be larger.
  var atLeast = false
  /// The true number may be smaller.
  var atMost = false

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

  private static func combine(_ members: [BoundedValue], _ statistic: ([Double]) -> Double?) -> BoundedValue? {
    guard let value = statistic(members.map(\.value)) else { return nil }
    let highest = statistic(members.map { $0.atLeast ? .infinity : $0.value })
    let lowest = statistic(members.map { $0.atMost ? -.infinity : $0.value })
    return BoundedValue(value: value, atLeast: highest != value, atMost: lowest != value)
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
