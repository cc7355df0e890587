import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("Panel and piq on photographs", .needsShared(PiqPhotographPair.folder)) struct PiqPhotographTests {
  /// Differences of colour are left out: scikit-image's white is not quite its matrix's, which on a photograph is up to
  /// 9e-4 of a small difference (docs/metrics.md).
  static let skipped: Set<String> = ["ciede2000", "delta_e_ab"]

  /// Every member for which a reference program's value is recorded, on every photograph.
  @Test(arguments: PiqPhotographPair.all) func membersAgree(_ pair: PiqPhotographPair) throws {
    let images = try pair.images()
    let (reference, distorted) = (BT709.picture(images.reference), BT709.picture(images.distorted))
    var compared = 0
    for metric in PanelMembers.all where !Self.skipped.contains(metric.descriptor.id) {
      let id = metric.descriptor.id
      guard let expected = recordedPiqPhotographValues.value(id, pair.name) else { continue }
      let found = try metric.prepare(reference).evaluate(distorted).score
      let tolerance = RecordedValues.tolerance * abs(expected)
      #expect(abs(found - expected) <= tolerance, "\(id): \(found) against \(expected)")
      compared += 1
    }
    // Thirteen members have a value of piq or of their formula.
    #expect(compared == 13)
  }
}
