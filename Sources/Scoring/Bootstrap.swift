import AuditRecord

/// How many resamples an interval is drawn from.
public let bootstrapResamples = 2000

/// The median with its 95 % percentile bootstrap interval.
///
/// Source: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman & Hall (1993), §13.3. The interval of
/// one value is that value; of fewer than six it is at most the range of the values, which covers less than 95 %.
/// - Parameter random: The generator; the same state gives the same interval.
/// - Returns: nil for no values.
/// - Complexity: O(resamples · n log n)
func bootstrapMedian(
  _ values: [Double], resamples: Int = bootstrapResamples, random: inout some RandomNumberGenerator
) -> RunSummary.Interval? {
  guard let estimate = median(values) else { return nil }
  let count = UInt64(values.count)
  var sample = values
  var medians: [Double] = []
  medians.reserveCapacity(resamples)
  for _ in 0..<resamples {
    for index in sample.indices {
      // The high word of the product: uniform to 2⁻⁶⁴·n, and the same for every version of the standard library.
      sample[index] = values[Int(random.next().multipliedFullWidth(by: count).high)]
    }
    if let resampled = median(sample) { medians.append(resampled) }
  }
  guard let lower = quantile(medians, 0.025), let upper = quantile(medians, 0.975) else { return nil }
  return RunSummary.Interval(value: estimate, lower: lower, upper: upper)
}
