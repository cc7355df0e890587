import ImageFiles
import Raster
import Testing

@Suite("WebP codec") struct WebPCodecTests {
  @Test func qualityIsMonotone() throws {
    let image = RGBImage.scene(width: 200, height: 120)
    var lastError = Double.infinity
    var lastSize = 0
    for quality in [5.0, 25, 50, 75, 95] {
      let bytes = try WebPCodec.encode(image, quality: quality)
      #expect(try WebPCodec.encode(image, quality: quality) == bytes)
      let error = try WebPCodec.decode(bytes).meanSquaredError(image)
      #expect(error < lastError)
      #expect(bytes.count > lastSize)
      (lastError, lastSize) = (error, bytes.count)
    }
    #expect(try WebPCodec.encode(image, quality: 50, method: 0) != WebPCodec.encode(image, quality: 50, method: 6))
  }

  @Test func tooWideIsAnError() {
    let image = RGBImage.scene(width: 16_384, height: 1)
    #expect(throws: ImageFileError.self) { try WebPCodec.encode(image, quality: 50) }
  }
}
