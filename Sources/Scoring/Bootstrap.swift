import AuditRecord

/// How many resamples an interval is drawn from.
public let bootstrapResamples = 2000

/// A median or a mean over images with the ends that judgements weigh.
///
/// They are those of its 95 % interval where there are images enough for one. Fewer have no such interval: the ends are
/// then the smallest and the largest value, which judge, so that a rule that asks for the whole interval asks for every
/// image, but are not reported.
struct Spread: Sendable, Equatable {
  /// Both ends.
  struct Ends: Sendable, Equatable {
    let lower: Double
    let upper: Double
  }

  let value: Double
  let lower: Double
  let upper: Double
  /// How many images it is over.
  let images: Int
  /// The ends that a record shows, with bounds as the numbers that they are; nil where they are the same.
  var shown: Ends?
  /// The ends without what reading between rates may be off; nil where they are the same.
  var read: Ends?

  /// The ends as images alone set them.
  var reading: Ends { read ?? Ends(lower: lower, upper: upper) }

  /// As a record holds it: without ends where they are no 95 % interval.
  var interval: RunSummary.Interval {
    images < RunSummary.leastImagesOfAnInterval
      ? RunSummary.Interval(value: value)
      : RunSummary.Interval(value: value, lower: shown?.lower ?? lower, upper: shown?.upper ?? upper)
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
  let medians = drawnMedians(of: [values], resamples: resamples, random: &random)[0]
  guard let lower = quantile(medians, 0.025), let upper = quantile(medians, 0.975) else { return nil }
  return Spread(value: estimate, lower: lower, upper: upper, images: values.count)
}

/// The ends of what each of some numbers can be.
struct Ranges {
  /// What counts.
  let ends: [BoundedValue]
  /// What a record shows as the interval's ends.
  let shown: [BoundedValue]
  /// Without what reading between rates may be off.
  let read: [BoundedValue]
}

/// The median of numbers that are each known to within a range: the interval's lower end is that of the ranges' lower ends, its
/// upper end that of their upper ends, over the same draws. What a range adds does not shrink with more of them.
/// - Parameter ranges: Of as many numbers in each part; the numbers are those of `ends`.
/// - Returns: nil for no values.
func bootstrapMedian(_ ranges: Ranges, random: inout some RandomNumberGenerator) -> Spread? {
  let values = ranges.ends.map(\.value)
  guard let estimate = median(values) else { return nil }
  let parts = [ranges.ends, ranges.shown, ranges.read]
  let arrays = [values] + parts.flatMap { [$0.map(\.lowest), $0.map(\.highest)] }
  // What equals another needs no medians of its own.
  var distinct: [[Double]] = []
  let places = arrays.map { array in
    if let place = distinct.firstIndex(of: array) { return place }
    distinct.append(array)
    return distinct.count - 1
  }
  let medians = drawnMedians(of: distinct, resamples: bootstrapResamples, random: &random)
  let ends = parts.indices.compactMap { part -> Spread.Ends? in
    guard let lower = quantile(medians[places[2 * part + 1]], 0.025),
      let upper = quantile(medians[places[2 * part + 2]], 0.975)
    else { return nil }
    return Spread.Ends(lower: lower, upper: upper)
  }
  guard ends.count == parts.count else { return nil }
  return Spread(
    value: estimate, lower: ends[0].lower, upper: ends[0].upper, images: values.count, shown: ends[1], read: ends[2])
}

/// The medians of resamples of the first array, and of the same resamples of the others.
private func drawnMedians(
  of arrays: [[Double]], resamples: Int, random: inout some RandomNumberGenerator
) -> [[Double]] {
  let count = arrays[0].count
  /// Places in rising order of the values. Draws are counted by the rank in the first array.
  func order(_ values: [Double]) -> [Int] { values.indices.sorted { (values[$0], $0) < (values[$1], $1) } }
  var rank = Array(repeating: 0, count: count)
  for (position, index) in order(arrays[0]).enumerated() { rank[index] = position }
  let sorted = arrays.map { array in
    let places = order(array)
    return (values: places.map { array[$0] }, ranks: places.map { rank[$0] })
  }
  // How often each value was drawn: the median is read off without sorting again.
  var drawn = Array(repeating: 0, count: count)
  var medians = arrays.map { _ in [Double]() }
  for index in medians.indices { medians[index].reserveCapacity(resamples) }
  for _ in 0..<resamples {
    for index in 0..<count { drawn[index] = 0 }
    for _ in 0..<count {
      drawn[random.index(below: count)] += 1
    }
    for (index, array) in sorted.enumerated() {
      let lower = drawnValue(array.values, array.ranks, drawn, at: (count - 1) / 2)
      let upper = count % 2 == 1 ? lower : drawnValue(array.values, array.ranks, drawn, at: count / 2)
      // No arithmetic with an end that is open.
      let middle = lower == upper || lower == -.infinity ? lower : lower + (upper - lower) / 2
      medians[index].append(middle)
    }
  }
  return medians
}

/// The `position`-th smallest of the drawn values.
private func drawnValue(_ sorted: [Double], _ ranks: [Int], _ drawn: [Int], at position: Int) -> Double {
  var seen = 0
  for index in sorted.indices {
    seen += drawn[ranks[index]]
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
