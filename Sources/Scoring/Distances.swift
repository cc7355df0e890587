/// The Wasserstein-1 distance of two samples of one size: the mean distance of their order statistics.
/// - Returns: nil for empty samples or samples of two sizes.
/// - Complexity: O(n log n)
func wassersteinDistance(_ a: [Double], _ b: [Double]) -> Double? {
  guard !a.isEmpty, a.count == b.count else { return nil }
  return zip(a.sorted(), b.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(a.count)
}

/// The energy distance of two samples: `√(2·E|X − Y| − E|X − X′| − E|Y − Y′|)`.
///
/// Source: G. J. Székely, M. L. Rizzo, "Energy statistics", Journal of Statistical Planning and Inference 143 (2013); the
/// root is taken as the benchmark's tables and SciPy's `energy_distance` take it.
/// - Returns: nil for an empty sample.
/// - Complexity: O(n log n)
func energyDistance(_ a: [Double], _ b: [Double]) -> Double? {
  guard !a.isEmpty, !b.isEmpty else { return nil }
  // 2·E|X − Y| − E|X − X′| − E|Y − Y′| = 2·∫ (F − G)² with the two distribution functions.
  let steps = a.map { (at: $0, rise: 1 / Double(a.count)) } + b.map { (at: $0, rise: -1 / Double(b.count)) }
  let sorted = steps.sorted { ($0.at, $0.rise) < ($1.at, $1.rise) }
  var difference = 0.0
  var integral = 0.0
  for (step, next) in zip(sorted, sorted.dropFirst()) {
    difference += step.rise
    integral += difference * difference * (next.at - step.at)
  }
  return (2 * integral).squareRoot()
}
