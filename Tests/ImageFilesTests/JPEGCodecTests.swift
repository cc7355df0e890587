import ImageFiles
import Raster
import Testing

@Suite("JPEG codec") struct JPEGCodecTests {
  @Test func qualityIsMonotone() throws {
    let image = RGBImage.scene(width: 200, height: 120)
    var lastError = Double.infinity
    var lastSize = 0
    for quality in [5, 20, 40, 60, 80, 95, 100] {
      let bytes = try JPEGCodec.encode(image, quality: quality)
      let error = try JPEGCodec.decode(bytes).meanSquaredError(image)
      #expect(error < lastError)
      #expect(bytes.count > lastSize)
      (lastError, lastSize) = (error, bytes.count)
    }
    // At quality 100 what is left is the rounding of Y'CbCr and of the DCT: well under a level.
    #expect(lastError < 1)
  }

  @Test func optionsDoWhatTheySay() throws {
    let image = RGBImage.scene(width: 203, height: 121)
    let plain = try JPEGCodec.encode(image, quality: 70)
    #expect(try JPEGCodec.encode(image, quality: 70) == plain)
    let optimised = try JPEGCodec.encode(image, quality: 70, optimisedHuffman: true)
    #expect(optimised.count < plain.count)
    #expect(try JPEGCodec.decode(optimised) == JPEGCodec.decode(plain))
    let halved = try JPEGCodec.encode(image, quality: 70, subsampling: .s420)
    #expect(halved.count < plain.count)
    let decoded = try JPEGCodec.decode(halved)
    #expect(decoded.width == 203 && decoded.height == 121)
  }

  @Test func sixteenBitsAreRoundedToEight() throws {
    let image = RGBImage.scene(width: 40, height: 30)
    func widened(_ plane: Plane<UInt16>) -> Plane<UInt16> { plane.map { UInt16(min(Int($0) * 257 + 100, 65_535)) } }
    let wide = RGBImage(
      red: widened(image.red), green: widened(image.green), blue: widened(image.blue), bitDepth: 16)
    #expect(try JPEGCodec.encode(wide, quality: 90) == JPEGCodec.encode(image, quality: 90))
  }

  @Test func tooWideIsAnError() {
    let image = RGBImage.scene(width: 65_501, height: 1)
    #expect(throws: ImageFileError.self) { try JPEGCodec.encode(image, quality: 50) }
  }
}
