import AuditRecord

/// How many resamples an interval is drawn from.
public let bootstrapResamples = 2000

/// A median or a mean over images with the ends that judgements weigh.
///
/// They are those of its 95 % interval where there are images enough for one. Fewer have no such interval: the ends are
/// then the smallest and the largest value, which judge, so that a rule that asks for the whole interval asks for every
/// image, but are not reported.
struct Spread: Sendable, Equatable {
  let value: Double
  let lower: Double
  let upper: Double
  /// How many images it is over.
  let images: Int

  /// As a record holds it: without ends where they are no 95 % interval.
  var interval: RunSummary.Interval {
    images < RunSummary.leastImagesOfAnInterval
      ? RunSummary.Interval(value: value) : RunSummary.Interval(value: value, lower: lower, upper: upper)
  }
}

/// The median with its 95 % percentile bootstrap interval.
///
/// Source: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman & Hall (1993), §13.3. Of fewer than six
/// values it gives their range: more than one resample in forty has the smallest, or the largest, as its median.
/// - Parameter random: The generator; the same state gives the same interval.
/// - Returns: nil for no values.
/// - Complexity: O(resamples · n)
func bootstrapMedian(
  _ values: [Double], resamples: Int = bootstrapResamples, random: inout some RandomNumberGenerator
) -> Spread? {
  guard let estimate = median(values) else { return nil }
  let sorted = values.sorted()
  let count = sorted.count
  // How often each value was drawn: the median is read off without sorting again.
  var drawn = Array(repeating: 0, count: count)
  var medians: [Double] = []
  medians.reserveCapacity(resamples)
  for _ in 0..<resamples {
    for index in 0..<count { drawn[index] = 0 }
    for _ in 0..<count {
      drawn[random.index(below: count)] += 1
    }
    let lower = drawnValue(sorted, drawn, at: (count - 1) / 2)
    let upper = count % 2 == 1 ? lower : drawnValue(sorted, drawn, at: count / 2)
    medians.append(lower == upper ? lower : lower + (upper - lower) / 2)
  }
  guard let lower = quantile(medians, 0.025), let upper = quantile(medians, 0.975) else { return nil }
  return Spread(value: estimate, lower: lower, upper: upper, images: count)
}

/// The `position`-th smallest of the drawn values.
private func drawnValue(_ sorted: [Double], _ drawn: [Int], at position: Int) -> Double {
  var seen = 0
  for index in sorted.indices {
    seen += drawn[index]
    if seen > position { return sorted[index] }
  }
  return sorted[sorted.count - 1]
}

/// The mean with its 95 % percentile bootstrap interval; see `bootstrapMedian`.
/// - Parameter random: The generator; the same state gives the same interval.
/// - Returns: nil for no values.
/// - Complexity: O(resamples · n)
func bootstrapMean(
  _ values: [Double], resamples: Int = bootstrapResamples, random: inout some RandomNumberGenerator
) -> Spread? {
  guard !values.isEmpty else { return nil }
  let count = values.count
  var means: [Double] = []
  means.reserveCapacity(resamples)
  for _ in 0..<resamples {
    var sum = 0.0
    for _ in 0..<count { sum += values[random.index(below: count)] }
    means.append(sum / Double(count))
  }
  guard let lower = quantile(means, 0.025), let upper = quantile(means, 0.975) else { return nil }
  return Spread(value: values.reduce(0, +) / Double(count), lower: lower, upper: upper, images: count)
}
