import CImageShims
import Raster

/// Reads PNG with libpng.
enum PNGDecoder {
  /// Deflate expands by at most 1032 (zlib's technical notes): a file that is shorter than its rows need is cut off.
  private static let largestExpansion = 1032

  static func decode(
    _ data: UnsafeBufferPointer<UInt8>, name: String, limits: ImageLimits
  ) throws(ImageFileError) -> DecodedImage {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "PNG: " + reason) }
    guard let base = data.baseAddress, data.count >= 33 else { throw error("the file ends too early") }
    // The first chunk is IHDR with the size at bytes 16 and 20; libpng checks it, but its limit is per side.
    let header = ByteReader(bytes: data)
    guard header.has("IHDR", at: 12) else { throw error("the first chunk is not IHDR") }
    try limits.check(width: header.number(16, size: 4) ?? 0, height: header.number(20, size: 4) ?? 0, file: name)
    let chunks = PNGChunks(data)
    guard !chunks.isAnimated else { throw error("animated images are not read") }

    var message = shim_message()
    var info = shim_png_info()
    let side = UInt32(clamping: max(limits.maximumWidth, limits.maximumHeight))
    guard let reader = shim_png_open(base, data.count, side, &info, &message) else {
      throw error(message.reason("cannot be read"))
    }
    defer { shim_png_close(reader) }
    let width = Int(info.width)
    let height = Int(info.height)
    try limits.check(width: width, height: height, file: name)
    let layout = PixelLayout(channels: Int(info.channels))
    let rowBytes = info.row_bytes
    let planes = width * height * (layout.isGrey ? 2 : 6)
    try limits.check(memory: data.count + planes + (info.interlaced ? rowBytes * height : 0), file: name)
    let fileBytes = (width * Int(info.file_bits_per_pixel) + 7) / 8 * height
    guard fileBytes / largestExpansion <= data.count else { throw error("the file ends too early") }

    let sixteen = info.bit_depth == 16
    let result = try PlanarSink.image(
      width: width, height: height, bitDepth: sixteen ? 16 : 8, isGrey: layout.isGrey
    ) { (sink) throws(ImageFileError) in
      let bands =
        info.interlaced ? [0..<height] : RGBImage.rowBands(height: height, rowBytes: rowBytes)
      let buffer = UnsafeMutableRawPointer.allocate(
        byteCount: max(1, rowBytes * (bands.first?.count ?? 1)), alignment: 16)
      defer { buffer.deallocate() }
      let bytes = buffer.assumingMemoryBound(to: UInt8.self)
      for band in bands {
        let done =
          info.interlaced
          ? shim_png_read_interlaced(reader, bytes, &message)
          : shim_png_read_rows(reader, bytes, band.count, &message)
        guard done else { throw error(message.reason("is damaged")) }
        let pixels = band.count * width
        if sixteen {
          sink.put(
            UnsafePointer(buffer.assumingMemoryBound(to: UInt16.self)), pixels: pixels, layout: layout,
            at: band.lowerBound * width)
        } else {
          sink.put(UnsafePointer(bytes), pixels: pixels, layout: layout, at: band.lowerBound * width)
        }
      }
    }
    guard shim_png_finish(reader, &message) else { throw error(message.reason("is damaged")) }
    let notes = [PNGColour.note(info, chunks: chunks), result.sawTransparency ? PlanarSink.transparencyNote : nil]
    let orientation = info.exif.map { Exif(UnsafeBufferPointer(start: $0, count: Int(info.exif_size))).orientation }
    return DecodedImage(image: result.image, notes: notes.compactMap(\.self)).upright(orientation: orientation ?? 1)
  }
}
