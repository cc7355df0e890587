/// Frequencies of a transform's elements as the published programs lay them out.
///
/// In cycles a sample, 0 at element 0 and negative in the second half. For an even length n element k is `k/n`; for an
/// odd one it is `k/(n − 1)`, so that both ends reach ½ (P. Kovesi, `phasecong.m`).
enum FrequencyGrid {
  /// The frequencies of `count` elements.
  /// - Precondition: more than one element.
  static func frequencies(_ count: Int) -> [Double] {
    let half = count / 2
    let divisor = Double(count % 2 == 0 ? count : count - 1)
    let firstNegative = count - half
    return (0..<count).map { Double($0 < firstNegative ? $0 : $0 - count) / divisor }
  }
}
