/// An estimate of how often a bit is 1, in integers: the mean of a fast and a slow running average.
///
/// Two rates as in the CABAC of H.266/VVC (H. Schwarz et al., IEEE Trans. CSVT 31(10), 2021). Estimates stay within
/// `floor` of certainty, so that every decision costs something and a short file cannot stand for a huge picture.
struct AdaptiveBit: Sendable, Equatable {
  /// Shifts of the fast and of the slow average.
  static let fastShift: UInt16 = 5
  static let slowShift: UInt16 = 8
  /// Smallest probability of either value, in units of 1/65536.
  static let floor: UInt16 = 32

  private var fast: UInt16
  private var slow: UInt16

  /// Begins at a probability in units of 1/65536.
  init(probability: UInt16) {
    fast = probability
    slow = probability
  }

  /// The probability of 1, `floor` … 65536 − `floor`.
  var probability: UInt16 {
    let mean = UInt16((UInt32(fast) + UInt32(slow)) >> 1)
    return min(max(mean, Self.floor), UInt16(65536 - Int(Self.floor)))
  }

  /// Learns what the bit was.
  mutating func update(_ bit: Bool) {
    if bit {
      fast += (0xFFFF - fast) >> Self.fastShift
      slow += (0xFFFF - slow) >> Self.slowShift
    } else {
      fast -= fast >> Self.fastShift
      slow -= slow >> Self.slowShift
    }
  }
}
