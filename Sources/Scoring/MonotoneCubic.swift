/// A piecewise cubic through given points that rises and falls only where the points do (PCHIP).
///
/// Slopes are the weighted harmonic means of F. N. Fritsch, J. Butland, "A method for constructing local monotone
/// piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984); at the ends the shape-preserving three-point
/// formula of F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17 (1980). Nothing is said outside the points.
struct MonotoneCubic: Sendable {
  /// The points' positions, strictly rising.
  let x: [Double]
  private let y: [Double]
  private let slopes: [Double]

  /// Fits the curve.
  /// - Returns: nil with fewer than two points, numbers that are not finite, or positions that do not strictly rise.
  init?(x: [Double], y: [Double]) {
    guard x.count >= 2, x.count == y.count, (x + y).allSatisfy(\.isFinite) else { return nil }
    guard zip(x, x.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.x = x
    self.y = y
    slopes = Self.slopes(x: x, y: y)
  }

  /// The value at `position`; a point's own position gives the point's own value, to the last bit.
  /// - Returns: nil outside the points.
  /// - Complexity: O(log n)
  func value(at position: Double) -> Double? {
    guard let first = x.first, let last = x.last, position >= first, position <= last else { return nil }
    let index = interval(of: position)
    if position == x[index] { return y[index] }
    if position == x[index + 1] { return y[index + 1] }
    let width = x[index + 1] - x[index]
    let t = (position - x[index]) / width
    let u = 1 - t
    // Hermite's basis.
    return y[index] * (1 + 2 * t) * u * u + slopes[index] * width * t * u * u
      + y[index + 1] * t * t * (3 - 2 * t) - slopes[index + 1] * width * t * t * u
  }

  /// The straight line between the two points beside `position`.
  /// - Returns: nil outside the points.
  func chord(at position: Double) -> Double? {
    guard let first = x.first, let last = x.last, position >= first, position <= last else { return nil }
    let index = interval(of: position)
    return y[index] + (y[index + 1] - y[index]) * ((position - x[index]) / (x[index + 1] - x[index]))
  }

  /// The integral from `lower` to `upper`, both within the points.
  /// - Returns: nil when the range leaves the points.
  func integral(from lower: Double, to upper: Double) -> Double? {
    guard let first = x.first, let last = x.last, first <= lower, lower <= upper, upper <= last else { return nil }
    var total = 0.0
    for index in 0..<(x.count - 1) {
      let from = max(lower, x[index])
      let to = min(upper, x[index + 1])
      guard from < to, let a = value(at: from), let middle = value(at: (from + to) / 2), let b = value(at: to) else {
        continue
      }
      // Simpson's rule is exact for cubics.
      total += (to - from) / 6 * (a + 4 * middle + b)
    }
    return total
  }

  /// The interval that holds `position`, the first or last one for what lies outside.
  func interval(of position: Double) -> Int {
    var low = 0
    var high = x.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if x[middle] <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func slopes(x: [Double], y: [Double]) -> [Double] {
    let widths = zip(x.dropFirst(), x).map { $0 - $1 }
    let secants = zip(zip(y.dropFirst(), y).map { $0 - $1 }, widths).map { $0 / $1 }
    guard secants.count > 1 else { return [secants[0], secants[0]] }
    var result = [Double](repeating: 0, count: x.count)
    for index in 1..<(x.count - 1) where secants[index - 1] * secants[index] > 0 {
      let left = 2 * widths[index] + widths[index - 1]
      let right = widths[index] + 2 * widths[index - 1]
      result[index] = (left + right) / (left / secants[index - 1] + right / secants[index])
    }
    result[0] = end(widths[0], widths[1], secants[0], secants[1])
    let n = secants.count
    result[n] = end(widths[n - 1], widths[n - 2], secants[n - 1], secants[n - 2])
    return result
  }

  /// The slope at an end from the two nearest intervals, kept within what preserves the shape.
  private static func end(_ near: Double, _ far: Double, _ secant: Double, _ next: Double) -> Double {
    let slope = ((2 * near + far) * secant - near * next) / (near + far)
    if slope * secant <= 0 { return 0 }
    if secant * next <= 0, abs(slope) > abs(3 * secant) { return 3 * secant }
    return slope
  }
}
