import Foundation
import Raster

extension SeededRandom {
  /// Two independent numbers of the standard normal distribution.
  ///
  /// Marsaglia's polar method: G. Marsaglia, T. Bray, SIAM Review 6 (1964).
  mutating func normalPair() -> (Double, Double) {
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = u * u + v * v
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      return (u * factor, v * factor)
    }
  }

  /// A whole number of `0..<bound`.
  mutating func index(below bound: Int) -> Int { min(Int(uniform() * Double(bound)), bound - 1) }
}
