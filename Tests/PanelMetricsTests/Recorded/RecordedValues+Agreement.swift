import MetricKit
import Raster
import TestSupport
import Testing

extension RecordedValues {
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
