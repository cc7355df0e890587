import CImageShims
import Raster

/// Writes RGB images as PNG of 8 or 16 bits, without loss and without colour chunks.
public enum PNGWriter {
  /// How hard to squeeze; the pixels are the same.
  public enum Compression: Sendable {
    /// zlib level 1 and one filter, for the hundreds of pictures of a run.
    case fast
    /// zlib level 3, the filter chosen per row: 2 to 4 % smaller and 1.6 to 1.9 times as long on two photographs, where
    /// levels 4 to 9 took longer still and were not smaller together.
    case small
  }

  /// The bytes of a PNG file.
  /// - Throws: when the image is wider or higher than a million pixels, or memory is out.
  /// - Complexity: O(pixels)
  public static func encode(
    _ image: RGBImage, compression: Compression = .fast
  ) throws(ImageFileError) -> [UInt8] {
    try encode(image, compression: compression, name: "PNG in memory")
  }

  /// Writes a PNG file, which appears complete or not at all; an older file of that name is replaced.
  /// - Complexity: O(pixels)
  public static func write(
    _ image: RGBImage, to path: String, compression: Compression = .fast
  ) throws(ImageFileError) {
    try AtomicFile.write(encode(image, compression: compression, name: path), to: path)
  }

  private static func encode(
    _ image: RGBImage, compression: Compression, name: String
  ) throws(ImageFileError) -> [UInt8] {
    func error(_ message: shim_message) -> ImageFileError {
      ImageFileError(file: name, reason: "PNG: " + message.reason("cannot be written"))
    }
    // PNG_FILTER_SUB, the best of the single filters at level 1, and PNG_ALL_FILTERS, which Swift does not see.
    let (level, filters): (Int32, Int32) =
      switch compression {
      case .fast: (1, 0x10)
      case .small: (3, 0xF8)
      }
    var message = shim_message()
    guard
      let writer = shim_png_begin(
        UInt32(clamping: image.width), UInt32(clamping: image.height), Int32(image.bitDepth), level, filters, &message)
    else { throw error(message) }
    defer { shim_png_discard(writer) }
    for band in image.rowBands {
      let done =
        image.bitDepth == 16
        ? image.interleaved16(rows: band).withUnsafeBytes {
          shim_png_write_rows(writer, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), band.count, &message)
        } : shim_png_write_rows(writer, image.interleaved8(rows: band), band.count, &message)
      guard done else { throw error(message) }
    }
    var bytes: UnsafePointer<UInt8>?
    var size = 0
    guard shim_png_end(writer, &bytes, &size, &message) else { throw error(message) }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: size))
  }
}
