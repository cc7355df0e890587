import MetricKit
import PanelMetrics
import Raster
import Testing

@Suite("PSNR") struct PSNRTests {
  func picture(_ values: [Float]) -> Picture {
    Picture(luma: Plane(width: values.count, height: 1, samples: values), chroma: nil, rgb: nil, bitDepth: 8)
  }

  @Test func oneLevelEverywhereIs48dB() throws {
    let prepared = try PSNR().prepare(picture([10, 20, 30]))
    // 20·log10(255) = 48.1308036…
    #expect(abs(try prepared.evaluate(picture([11, 19, 31])).score - 48.130803608679) < 1e-9)
  }

  @Test func identityIsCappedAtSixty() throws {
    let prepared = try PSNR().prepare(picture([10, 20, 30]))
    #expect(try prepared.evaluate(picture([10, 20, 30])).score == 60)
  }

  @Test func anotherSizeIsNamed() throws {
    let prepared = try PSNR().prepare(picture([10, 20, 30]))
    #expect(throws: MetricError.mismatch("the reference is 3×1, the distorted picture 2×1")) {
      try prepared.evaluate(picture([1, 2]))
    }
  }
}
