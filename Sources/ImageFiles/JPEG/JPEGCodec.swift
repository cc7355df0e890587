import CImageShims
import Raster

/// JPEG in memory, as the honest ladder and the starts `jpeg:Q` use it: libjpeg's baseline encoder with its accurate
/// integer DCT. The same library version gives the same bytes every time.
public enum JPEGCodec {
  /// How finely chroma is kept.
  public enum Subsampling: Sendable {
    /// As luma: 4:4:4.
    case s444
    /// Half the columns and half the rows: 4:2:0.
    case s420
  }

  /// The bytes of a JPEG file. 16-bit images are rounded to 8 bits first.
  /// - Parameters:
  ///   - quality: 1 to 100 on the scale of the Independent JPEG Group; numbers outside are taken as the nearest.
  ///   - optimisedHuffman: computes the Huffman tables for this image, which takes longer and saves some per cent.
  /// - Throws: when a side is over 65 500 pixels, or memory is out.
  /// - Complexity: O(pixels)
  public static func encode(
    _ image: RGBImage, quality: Int, subsampling: Subsampling = .s444, optimisedHuffman: Bool = false
  ) throws(ImageFileError) -> [UInt8] {
    var message = shim_message()
    func error() -> ImageFileError {
      ImageFileError(file: "JPEG in memory", reason: message.reason("cannot be written"))
    }
    guard
      let writer = shim_jpeg_begin(
        UInt32(clamping: image.width), UInt32(clamping: image.height), Int32(clamping: quality),
        subsampling == .s444 ? 1 : 2, optimisedHuffman, &message)
    else { throw error() }
    defer { shim_jpeg_discard(writer) }
    for band in image.rowBands {
      guard shim_jpeg_write_rows(writer, image.interleaved8(rows: band), band.count, &message) else { throw error() }
    }
    var bytes: UnsafePointer<UInt8>?
    var size = 0
    guard shim_jpeg_end(writer, &bytes, &size, &message) else { throw error() }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: size))
  }

  /// The pixels of a JPEG file, set upright.
  /// - Complexity: O(pixels)
  public static func decode(
    _ data: [UInt8], limits: ImageLimits = .default
  ) throws(ImageFileError) -> RGBImage {
    try data.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
      try JPEGDecoder.decode(bytes, name: "JPEG in memory", limits: limits).image
    }
  }
}
