/// Finds the qualities of a ladder's rungs: as evenly spread in score as whole qualities allow.
///
/// The lowest and the highest quality are rungs; each rung between is the quality whose score lies nearest to its share
/// of the way. Scores are taken to rise with quality on the whole; where they do not, the search still ends and returns
/// rungs in the order of quality. It evaluates about three qualities a rung, each once.
struct RungSearch {
  private let score: (Int) throws -> Double
  private var known: [Int: Double] = [:]

  /// A search that asks `score` for the score of a quality.
  init(score: @escaping (Int) throws -> Double) { self.score = score }

  /// The qualities of `count` rungs, rising; fewer when the range has fewer, or when scores do not tell them apart.
  mutating func qualities(_ count: Int, in range: ClosedRange<Int>) throws -> [Int] {
    let lowest = try lowestTelling(range)
    let first = try value(lowest)
    let last = try value(range.upperBound)
    var chosen: Set<Int> = [lowest, range.upperBound]
    for rung in 1..<max(count - 1, 1) {
      let target = first + (last - first) * Double(rung) / Double(count - 1)
      chosen.insert(try nearest(to: target, rising: last >= first, in: lowest...range.upperBound))
    }
    return chosen.sorted()
  }

  /// The highest quality at the bottom of the range whose score equals the lowest one's: where a metric is clipped, only
  /// the last clipped encode says anything.
  private mutating func lowestTelling(_ range: ClosedRange<Int>) throws -> Int {
    let bottom = try value(range.lowerBound)
    var low = range.lowerBound
    var high = range.upperBound
    guard try value(low + 1 > high ? high : low + 1) == bottom else { return low }
    while high - low > 1 {
      let middle = (low + high) / 2
      if try value(middle) == bottom { low = middle } else { high = middle }
    }
    return low
  }

  /// The quality in `range` whose score is nearest to `target`, by regula falsi with halving.
  private mutating func nearest(to target: Double, rising: Bool, in range: ClosedRange<Int>) throws -> Int {
    func passes(_ score: Double) -> Bool { rising ? score >= target : score <= target }
    // The tightest bracket among the qualities that are known already.
    var low = range.lowerBound
    var high = range.upperBound
    for (quality, score) in known where range.contains(quality) {
      if passes(score) { high = min(high, quality) } else { low = max(low, quality) }
    }
    if low > high { (low, high) = (high, low) }
    var halve = false
    while high - low > 1 {
      let (below, above) = (try value(low), try value(high))
      let share = above == below ? 0.5 : (target - below) / (above - below)
      let guess = halve ? (low + high) / 2 : low + Int((share * Double(high - low)).rounded())
      let quality = min(max(guess, low + 1), high - 1)
      let width = high - low
      if passes(try value(quality)) { high = quality } else { low = quality }
      // A step that cut off little is followed by one that halves.
      halve = high - low > width / 2
    }
    let (below, above) = (try value(low), try value(high))
    return abs(below - target) <= abs(above - target) ? low : high
  }

  private mutating func value(_ quality: Int) throws -> Double {
    if let value = known[quality] { return value }
    let value = try score(quality)
    known[quality] = value
    return value
  }
}
