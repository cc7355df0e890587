/// A table of reference values: tab-separated, a header of metric ids, one row for each reference pair.
public struct RecordedValues: Sendable {
  /// Metric id → pair name → value.
  private var values: [String: [String: Double]] = [:]

  /// Reads a table.
  public init(_ table: String) {
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    for row in rows.dropFirst() {
      for (metric, cell) in zip(rows[0], row).dropFirst() { values[metric, default: [:]][row[0]] = Double(cell) }
    }
  }

  /// The value of a metric for a pair.
  public func value(_ metric: String, _ pair: String) -> Double? { values[metric]?[pair] }

  /// How many pairs a metric has a value for.
  public func count(_ metric: String) -> Int { values[metric]?.count ?? 0 }
}
