/// Findings that are known and accepted: what was found before, so that only what is new or worse fails. A part of what was
/// asked of a run or a gate.
public struct KnownFindings: Codable, Sendable, Equatable {
  /// How much worse a finding may become before it counts as worse, in the metric's unit, where nothing else is said: half a
  /// point; for a metric of another unit the share of its limit that this is of VMAF's six points, and nothing without one.
  public static func usualMargin(unit: String, limit: Double?) -> Double {
    unit == "points" ? 0.5 : (limit ?? 0) / 12
  }

  /// The audited metric's id.
  public var metric: String
  /// How much worse a finding may become before it fails, in the metric's unit.
  public var margin: Double
  /// Cases beyond the limit, sorted by key; empty for a gate.
  public private(set) var cases: [KnownCase]
  /// What failed a gate, sorted by key; empty for a run.
  public private(set) var rates: [KnownRate]

  /// States findings.
  public init(metric: String, margin: Double, cases: [KnownCase] = [], rates: [KnownRate] = []) {
    self.metric = metric
    self.margin = margin
    self.cases = cases.sorted { $0.key < $1.key }
    self.rates = rates.sorted { $0.key < $1.key }
  }

  /// Whether a finding is known, and no worse than it was known to be.
  /// - Complexity: O(log *n*) in the number of findings.
  public func covers(_ finding: KnownCase) -> Bool { Self.known(finding, in: cases).map(isNoWorse(finding)) ?? false }

  /// The finding as it is known; nil for one that is not.
  public func expected(_ key: CaseKey) -> KnownCase? { Self.known(KnownCase(key: key, inflation: 0), in: cases) }

  /// The same of a gate's.
  public func covers(_ finding: KnownRate) -> Bool { Self.known(finding, in: rates).map(isNoWorse(finding)) ?? false }

  /// Whether a finding is no worse than the one that is known of its key.
  func isNoWorse<Finding: KnownFinding>(_ finding: Finding) -> (Finding) -> Bool {
    { known in
      guard let was = known.points else { return true }
      guard let now = finding.points else { return false }
      return now <= was + margin
    }
  }

  static func known<Finding: KnownFinding>(_ finding: Finding, in all: [Finding]) -> Finding? {
    let key = finding.key
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].key == key ? all[low] : nil
  }
}

/// What a known finding has in common with those that are found: what tells it apart, and how bad it is.
public protocol KnownFinding: Codable, Sendable, Equatable {
  /// What tells findings apart.
  associatedtype Key: Hashable & Comparable & Sendable & CustomStringConvertible
  /// Which finding.
  var key: Key { get }
  /// How bad it is, in the metric's unit; nil where that has no number.
  var points: Double? { get }
}

/// A case beyond the limit.
public struct KnownCase: KnownFinding {
  /// Which case.
  public var key: CaseKey
  /// Its inflation.
  public var inflation: Double
  /// How bad it is.
  public var points: Double? { inflation }

  /// States a finding.
  public init(key: CaseKey, inflation: Double) {
    self.key = key
    self.inflation = inflation
  }
}

/// What fails a gate, over all rates or at one.
public struct KnownRate: KnownFinding {
  /// Which finding: another rule at the same rate is another one.
  public struct Key: Codable, Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The rate; nil for all of them together.
    public var rate: RateName?
    /// What holds there.
    public var rule: GateRule

    /// States a key.
    public init(rate: RateName?, rule: GateRule) {
      self.rate = rate
      self.rule = rule
    }

    /// All rates together first, then by rate's name.
    public static func < (a: Key, b: Key) -> Bool {
      switch (a.rate, b.rate) {
      case (nil, nil): break
      case (nil, _): return true
      case (_, nil): return false
      case (let x?, let y?):
        if x != y { return x < y }
      }
      return a.rule.rawValue < b.rule.rawValue
    }

    /// In words: `gamed at 20`, `gamed over all rates`.
    public var description: String {
      rule.rawValue.replacing("_", with: " ") + (rate.map { " at \($0)" } ?? " over all rates")
    }
  }

  /// Which finding.
  public var key: Key
  /// By how many points of the metric: what it gained beyond the panel, or how far something fell; nil where the rule has no
  /// number.
  public var points: Double?

  /// States a finding.
  public init(key: Key, points: Double?) {
    self.key = key
    self.points = points
  }
}

/// What became of known findings: what is found now, held against what was expected.
public struct KnownOutcome<Finding: KnownFinding>: Codable, Sendable, Equatable {
  /// Found and not expected.
  public var new: [Finding]
  /// Found, and worse than expected by more than the margin.
  public var worse: [Finding]
  /// Found as expected, or better.
  public var known: Int
  /// Expected and no longer found, as it was expected.
  public var vanished: [Finding]
  /// Expected, but there is no judgement to hold it against, as it was expected.
  public var unjudged: [Finding]

  /// Holds what is found against what was expected of this record.
  /// - Parameters:
  ///   - found: what is found now.
  ///   - expected: what was expected of the images that the record has.
  ///   - isJudged: whether what a key names was judged now.
  public init(
    found: [Finding], expected: [Finding], in findings: KnownFindings, isJudged: (Finding.Key) -> Bool
  ) {
    let sorted = found.sorted { $0.key < $1.key }
    (new, worse, known, vanished, unjudged) = ([], [], 0, [], [])
    for finding in sorted {
      guard let was = KnownFindings.known(finding, in: expected) else {
        new.append(finding)
        continue
      }
      if findings.isNoWorse(finding)(was) { known += 1 } else { worse.append(finding) }
    }
    let now = Set(sorted.map(\.key))
    for finding in expected where !now.contains(finding.key) {
      if isJudged(finding.key) { vanished.append(finding) } else { unjudged.append(finding) }
    }
  }
}
