import QualityMetrics
import Raster
import TestSupport
import Testing

@Suite("ΔE2000 in a*b*") struct DeltaEabTests {
  /// scikit-image's greys differ by up to 3e-4 (its white is not quite its matrix's); the true difference is 0.
  @Test func agreesWithScikitImage() throws {
    try recordedPiqValues.expectAgreement(of: DeltaEab(), skipping: \.grey)
  }

  @Test func greysDoNotDiffer() throws {
    for (pair, pictures) in ReferencePictures.all where pair.grey && pictures.distorted.isGrey {
      // Float holds a* and b* of ±100 to 1e-5.
      #expect(try DeltaEab().prepare(pictures.reference).evaluate(pictures.distorted).score < 1e-4)
    }
  }
}

extension Picture {
  /// Whether red, green and blue are equal throughout.
  var isGrey: Bool { rgb.map { $0.red == $0.green && $0.red == $0.blue } ?? (chroma == nil) }
}
