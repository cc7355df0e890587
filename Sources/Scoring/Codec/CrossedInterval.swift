import AuditRecord

/// The mean of a table of seeds by images with its 95 % percentile bootstrap interval, seeds and images drawn
/// independently of each other: both are samples of what might have been measured.
///
/// A. B. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1(2), 2007, which is conservative. Cells that are
/// missing are left out of a draw's mean. With one row the interval is over images alone; fewer than six images have none.
/// - Parameter rows: A row for each seed: image → value.
/// - Returns: nil for no values.
/// - Complexity: O(resamples · seeds · images)
func crossedInterval(
  _ rows: [[String: Double]], resamples: Int = bootstrapResamples, random: inout some RandomNumberGenerator
) -> RunSummary.Interval? {
  let images = Set(rows.flatMap(\.keys)).sorted()
  let table = rows.map { row in images.map { row[$0] } }
  let all = table.flatMap { $0.compactMap { $0 } }
  guard !all.isEmpty else { return nil }
  var means: [Double] = []
  means.reserveCapacity(resamples)
  for _ in 0..<resamples {
    let columns = images.map { _ in random.index(below: images.count) }
    var sum = 0.0
    var count = 0
    for _ in table.indices {
      let row = table[random.index(below: table.count)]
      for column in columns {
        guard let value = row[column] else { continue }
        sum += value
        count += 1
      }
    }
    if count > 0 { means.append(sum / Double(count)) }
  }
  let mean = all.reduce(0, +) / Double(all.count)
  guard let lower = quantile(means, 0.025), let upper = quantile(means, 0.975) else { return nil }
  return Spread(value: mean, lower: lower, upper: upper, images: images.count).interval
}
