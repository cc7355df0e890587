import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("ΔE2000 in a*b*") struct DeltaEabTests {
  /// Grey pairs differ by a few 1e-4, too little to compare relatively.
  @Test func agreesWithScikitImage() throws {
    try recordedPiqValues.expectAgreement(of: DeltaEab(), skipping: \.grey)
  }

  /// A grey's chroma comes from a white that is not quite the matrix's: as scikit-image's, to what Float holds of a* and b*.
  @Test func greysHardlyDiffer() throws {
    for (pair, pictures) in ReferencePictures.all where pair.grey && pictures.distorted.isGrey {
      let found = try DeltaEab().prepare(pictures.reference).evaluate(pictures.distorted).score
      let expected = try #require(recordedPiqValues.value("delta_e_ab", pair.name))
      #expect(abs(found - expected) < 1e-5)
      #expect(found < 5e-4)
    }
  }
}

extension Picture {
  /// Whether red, green and blue are equal throughout.
  var isGrey: Bool { rgb.map { $0.red == $0.green && $0.red == $0.blue } ?? (chroma == nil) }
}
