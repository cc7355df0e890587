/// The median: the mean of the two middle values of an even count. Values may be infinite, not NaN.
/// - Returns: nil for no values.
/// - Complexity: O(n log n)
public func median(_ values: [Double]) -> Double? {
  quantile(values, 0.5)
}

/// The median that negates with its values to the last bit: half the sum of the two middle values of an even count.
/// - Returns: nil for no values.
func balancedMedian(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let (lower, upper) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
  return lower == upper ? lower : (lower + upper) / 2
}

/// The quantile at `probability` in [0, 1] by linear interpolation between order statistics (type 7 of Hyndman and
/// Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996)).
///
/// Values may be infinite, not NaN.
/// - Returns: nil for no values.
/// - Complexity: O(n log n)
public func quantile(_ values: [Double], _ probability: Double) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let position = probability * Double(sorted.count - 1)
  let lower = Int(position)
  let upper = min(lower + 1, sorted.count - 1)
  let fraction = position - Double(lower)
  // No arithmetic where none is needed: 0 · ∞ and ∞ − ∞ are not numbers.
  guard fraction > 0, sorted[lower] < sorted[upper], sorted[lower] > -.infinity else { return sorted[lower] }
  return sorted[lower] + fraction * (sorted[upper] - sorted[lower])
}
