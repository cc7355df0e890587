import AuditRecord
import Glibc

/// Two rates of a side between which reading may be off most: a rate between them would narrow the intervals.
public struct GateRateGap: Codable, Sendable, Equatable {
  /// Whose rates they are.
  public var side: GateSide
  /// The one with the smaller files.
  public var from: RateName
  /// The one with the larger files.
  public var to: RateName
  /// How far reading between them may be off, the mean over what was read, in points of the audited metric.
  public var points: Double
  /// The size in their middle, the geometric mean over what was read, in bytes.
  public var bytes: Double
}

/// A curve whose score falls although the size rises, by more than what counts as a rise of the metric.
public struct GateUnsteadyCurve: Codable, Sendable, Equatable {
  /// The image.
  public var image: String
  /// Whose curve it is.
  public var side: GateSide
  /// The rate with the smaller file.
  public var from: RateName
  /// The rate with the larger file and the lower score.
  public var to: RateName
}

/// What was read between which rates.
struct GateRateGaps {
  private struct Key: Hashable {
    let side: GateSide
    let from: RateName
    let to: RateName
  }

  private var found: [Key: (points: Double, bits: Double, count: Int)] = [:]

  /// - Parameter reading: of the audited metric, on the side's curve.
  mutating func add(_ reading: RateCurve.Reading?, side: GateSide) {
    guard let reading, let (lower, upper) = reading.between else { return }
    let key = Key(side: side, from: lower.rate, to: upper.rate)
    let sum = found[key] ?? (0, 0, 0)
    found[key] = (sum.points + reading.allowance, sum.bits + (lower.bits + upper.bits) / 2, sum.count + 1)
  }

  /// The one that adds most over all that was read.
  var widest: GateRateGap? {
    let largest = found.max {
      ($0.value.points, $1.key.side.rawValue, $1.key.from) < ($1.value.points, $0.key.side.rawValue, $0.key.from)
    }
    return largest.map { key, sum in
      GateRateGap(
        side: key.side, from: key.from, to: key.to, points: sum.points / Double(sum.count),
        bytes: exp(sum.bits / Double(sum.count)))
    }
  }
}
