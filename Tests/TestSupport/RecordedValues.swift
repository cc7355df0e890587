import QualityMetrics
import Raster
import TestSupport
import Testing

/// A table of reference values: tab-separated, a header of metric ids, one row for each reference pair.
struct RecordedValues: Sendable {
  /// Metric id → pair name → value.
  private var values: [String: [String: Double]] = [:]

  init(_ table: String) {
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    for row in rows.dropFirst() {
      for (metric, cell) in zip(rows[0], row).dropFirst() { values[metric, default: [:]][row[0]] = Double(cell) }
    }
  }

  /// The value of a metric for a pair.
  func value(_ metric: String, _ pair: String) -> Double? { values[metric]?[pair] }

  /// Agreement that the panel promises with reference programs, relative: a tenth of a part per thousand, which is far
  /// below what any report shows and above what Float's sums differ by.
  static let tolerance = 1e-4

  /// Compares a metric with its recorded values on every pair.
  /// - Parameter skipping: pairs on which the reference program is known to err.
  func expectAgreement(
    of metric: any QualityMetric, tolerance: Double = tolerance, skipping: (ReferencePair) -> Bool = { _ in false },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var compared = 0
    for (pair, pictures) in ReferencePictures.all where !skipping(pair) {
      let expected = try #require(value(metric.descriptor.id, pair.name), sourceLocation: sourceLocation)
      let found = try metric.prepare(pictures.reference).evaluate(pictures.distorted).score
      #expect(
        abs(found - expected) <= tolerance * abs(expected), "\(pair.name): \(found) against \(expected)",
        sourceLocation: sourceLocation)
      compared += 1
    }
    #expect(compared >= 30, sourceLocation: sourceLocation)
  }
}

/// The reference pairs as pictures, made once for all suites.
enum ReferencePictures {
  static let all: [(pair: ReferencePair, pictures: (reference: Picture, distorted: Picture))] =
    ReferencePair.all.map { ($0, (BT709.picture($0.reference), BT709.picture($0.distorted))) }
}
