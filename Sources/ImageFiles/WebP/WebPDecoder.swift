import CWebP
import Raster

/// Reads still WebP images, lossy and lossless, with libwebp.
enum WebPDecoder {
  static func decode(
    _ data: UnsafeBufferPointer<UInt8>, name: String, limits: ImageLimits
  ) throws(ImageFileError) -> DecodedImage {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "WebP: " + reason) }
    let container = WebPContainer(data)
    guard container.size <= data.count else { throw error("the file ends too early") }

    var config = WebPDecoderConfig()
    guard WebPInitDecoderConfig(&config) != 0 else { throw error("the library on this machine is another version") }
    let status = WebPGetFeatures(data.baseAddress, data.count, &config.input)
    guard status == VP8_STATUS_OK else { throw error(reason(status)) }
    let width = Int(config.input.width)
    let height = Int(config.input.height)
    try limits.check(width: width, height: height, file: name)
    guard config.input.has_animation == 0 else { throw error("animated images are not read") }
    // libwebp gives one buffer of bytes; lossless images need another of four bytes a pixel inside the library.
    let channels = config.input.has_alpha != 0 ? 4 : 3
    try limits.check(memory: data.count + width * height * (6 + channels + 4), file: name)

    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: width * height * channels)
    defer { bytes.deallocate() }
    config.output.colorspace = channels == 4 ? MODE_RGBA : MODE_RGB
    config.output.is_external_memory = 1
    config.output.u.RGBA = WebPRGBABuffer(
      rgba: bytes, stride: Int32(width * channels), size: width * height * channels)
    let decoded = WebPDecode(data.baseAddress, data.count, &config)
    WebPFreeDecBuffer(&config.output)
    guard decoded == VP8_STATUS_OK else { throw error(reason(decoded)) }

    let result = try PlanarSink.image(
      width: width, height: height, bitDepth: 8, isGrey: false
    ) { (sink) throws(ImageFileError) in
      sink.put(UnsafePointer(bytes), pixels: width * height, layout: PixelLayout(channels: channels), at: 0)
    }
    let notes = [container.colourNote, result.sawTransparency ? PlanarSink.transparencyNote : nil]
    return DecodedImage(image: result.image, notes: notes.compactMap(\.self))
      .upright(orientation: container.exif?.orientation ?? 1)
  }

  private static func reason(_ status: VP8StatusCode) -> String {
    switch status {
    case VP8_STATUS_OUT_OF_MEMORY: "out of memory"
    case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: "the file ends too early"
    case VP8_STATUS_UNSUPPORTED_FEATURE: "uses a feature that libwebp does not know"
    default: "is damaged"
    }
  }
}

/// The chunks around a WebP's pixels. (RFC 9649, section 2.)
struct WebPContainer {
  /// The bytes that the file should have by its own account.
  let size: Int
  /// The EXIF chunk.
  private(set) var exif: Exif?
  private var profileNote: String?

  /// Walks the chunks of a RIFF file.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(bytes: bytes)
    reader.isBigEndian = false
    size = (reader.number(4, size: 4) ?? 0) + 8
    var offset = 12
    while let kind = reader.tag(offset), let length = reader.number(offset + 4, size: 4),
      let body = reader.slice(offset + 8, count: length)
    {
      if kind == "ICCP" { profileNote = ICCProfile(body).note }
      if kind == "EXIF" { exif = Exif(body) }
      offset += 8 + length + length % 2
    }
  }

  /// The remark about the colour space; nil for sRGB or where nothing is said.
  var colourNote: String? { profileNote }
}
