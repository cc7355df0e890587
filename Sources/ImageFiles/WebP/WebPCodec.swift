import CWebP
import Raster

/// WebP in memory, as the honest ladder and the starts `webp:Q` use it: libwebp's encoder on one thread. The same
/// library version gives the same bytes every time.
public enum WebPCodec {
  /// The bytes of a lossy WebP file (Y'CbCr 4:2:0). 16-bit images are rounded to 8 bits first.
  /// - Parameters:
  ///   - quality: 0 to 100; numbers outside are taken as the nearest.
  ///   - method: 0 (quick) to 6 (small); numbers outside are taken as the nearest.
  /// - Throws: when a side is over 16 383 pixels, or memory is out.
  /// - Complexity: O(pixels)
  public static func encode(
    _ image: RGBImage, quality: Double, method: Int = 4
  ) throws(ImageFileError) -> [UInt8] {
    var config = WebPConfig()
    guard WebPConfigInit(&config) != 0 else { throw error("the library on this machine is another version") }
    config.quality = Float(min(max(quality, 0), 100))
    config.method = Int32(min(max(method, 0), 6))
    let longest = Int(WEBP_MAX_DIMENSION)
    guard image.width <= longest, image.height <= longest else {
      throw error("\(image.width)×\(image.height) pixels are more than the \(longest)×\(longest) that WebP holds")
    }
    var picture = WebPPicture()
    guard WebPPictureInit(&picture) != 0 else { throw error("the library on this machine is another version") }
    defer { WebPPictureFree(&picture) }
    picture.width = Int32(image.width)
    picture.height = Int32(image.height)
    guard
      WebPPictureImportRGB(&picture, image.interleaved8(rows: 0..<image.height), Int32(image.width * 3)) != 0
    else { throw error("out of memory") }

    var memory = WebPMemoryWriter()
    WebPMemoryWriterInit(&memory)
    defer { WebPMemoryWriterClear(&memory) }
    let code = withUnsafeMutablePointer(to: &memory) { writer in
      picture.writer = WebPMemoryWrite
      picture.custom_ptr = UnsafeMutableRawPointer(writer)
      return WebPEncode(&config, &picture) != 0 ? VP8_ENC_OK : picture.error_code
    }
    guard code == VP8_ENC_OK else { throw error("cannot be written (libwebp's error \(code.rawValue))") }
    return [UInt8](UnsafeBufferPointer(start: memory.mem, count: memory.size))
  }

  /// The pixels of a WebP file, set upright.
  /// - Complexity: O(pixels)
  public static func decode(
    _ data: [UInt8], limits: ImageLimits = .default
  ) throws(ImageFileError) -> RGBImage {
    try data.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
      try WebPDecoder.decode(bytes, name: "WebP in memory", limits: limits).image
    }
  }

  private static func error(_ reason: String) -> ImageFileError {
    ImageFileError(file: "WebP in memory", reason: reason)
  }
}
