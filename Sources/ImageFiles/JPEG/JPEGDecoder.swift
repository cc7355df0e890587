import CImageShims
import Raster

/// Reads JPEG with libjpeg: baseline and progressive, grey, Y'CbCr and RGB, 8 bits.
enum JPEGDecoder {
  /// Ordinary progressive files have about ten scans. Each scan passes over the whole image whatever its length, so a
  /// file of some kilobytes with thousands of them would keep a processor busy for hours.
  private static let maximumScans: Int32 = 100

  static func decode(
    _ data: UnsafeBufferPointer<UInt8>, name: String, limits: ImageLimits
  ) throws(ImageFileError) -> DecodedImage {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "JPEG: " + reason) }
    guard let base = data.baseAddress else { throw error("the file is empty") }
    var message = shim_message()
    var info = shim_jpeg_info()
    guard let reader = shim_jpeg_open(base, data.count, maximumScans, &info, &message) else {
      throw error(message.reason("cannot be read"))
    }
    defer { shim_jpeg_close(reader) }
    let width = Int(info.width)
    let height = Int(info.height)
    try limits.check(width: width, height: height, file: name)
    let layout: PixelLayout
    switch info.colour {
    case SHIM_JPEG_GREY: layout = PixelLayout(channels: 1)
    case SHIM_JPEG_RGB: layout = PixelLayout(channels: 3)
    case SHIM_JPEG_CMYK:
      throw error("CMYK is not read, for it has no RGB values without its printing profile; convert it first")
    default: throw error("an unknown colour space")
    }
    // Two bytes a sample for the planes, and as many for the coefficients where the library keeps them.
    let planes = width * height * layout.stride * 2
    try limits.check(memory: data.count + planes * (info.several_scans ? 2 : 1), file: name)

    guard shim_jpeg_start(reader, &message) else { throw error(message.reason("is damaged")) }
    let result = try PlanarSink.image(
      width: width, height: height, bitDepth: 8, isGrey: layout.isGrey
    ) { (sink) throws(ImageFileError) in
      let rowBytes = width * layout.stride
      let bands = RGBImage.rowBands(height: height, rowBytes: rowBytes)
      let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: rowBytes * (bands.first?.count ?? 1))
      defer { bytes.deallocate() }
      for band in bands {
        guard shim_jpeg_read_rows(reader, bytes, band.count, &message) else {
          throw error(message.reason("is damaged"))
        }
        sink.put(UnsafePointer(bytes), pixels: band.count * width, layout: layout, at: band.lowerBound * width)
      }
    }
    guard shim_jpeg_finish(reader, &message) else { throw error(message.reason("is damaged")) }
    let segments = JPEGSegments(data)
    return DecodedImage(image: result.image, notes: segments.colourNote.map { [$0] } ?? [])
      .upright(orientation: segments.exif?.orientation ?? 1)
  }
}
