import Raster

/// Reads a still image of any format the project knows, told apart by its first bytes.
public enum ImageReader {
  /// Extensions, in lower case, of files that a dataset's folder is searched for.
  public static let readableExtensions: Set<String> = ["png", "tif", "tiff", "jpg", "jpeg", "webp"]

  /// Reads the image in a file.
  ///
  /// Orientation is applied; alpha is composited on white; 16 bits stay 16, fewer than 8 become 8; values are as stored
  /// and taken as sRGB, and a note names a colour space that is another. Damaged and truncated files are errors.
  /// - Complexity: O(pixels) time; memory for the file, the planes and a band of rows, and for interlaced, progressive
  ///   and WebP images once more for the pixels.
  public static func read(path: String, limits: ImageLimits = .default) throws(ImageFileError) -> DecodedImage {
    try read(data: bytes(path: path, limits: limits), name: path, limits: limits)
  }

  /// The bytes of an image's file, for callers that read them once and decode them afterwards.
  /// - Throws: `ImageFileError` for a file that is no image, or beyond a limit; a large one before it is in memory.
  /// - Complexity: O(bytes)
  public static func bytes(path: String, limits: ImageLimits = .default) throws(ImageFileError) -> [UInt8] {
    try FileBytes.read(path, maximumSize: limits.maximumFileSize) { (start) throws(ImageFileError) in
      let format = try ImageFormat.detect(start, name: path)
      if let size = format.declaredSize(start) {
        try limits.check(width: size.width, height: size.height, file: path)
      }
    }
  }

  /// How many pixels a file declares in its first bytes; nil where it is no image, or does not say there.
  public static func declaredPixels(path: String) -> Int? {
    guard let start = FileBytes.start(of: path) else { return nil }
    return start.withUnsafeBufferPointer { bytes -> Int? in
      guard let format = try? ImageFormat.detect(bytes, name: path), let size = format.declaredSize(bytes) else {
        return nil
      }
      let (pixels, isTooMany) = size.width.multipliedReportingOverflow(by: size.height)
      return isTooMany ? nil : pixels
    }
  }

  /// Reads the image in the bytes of a file; errors call it `name`.
  public static func read(
    data: [UInt8], name: String, limits: ImageLimits = .default
  ) throws(ImageFileError) -> DecodedImage {
    try data.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
      switch try ImageFormat.detect(bytes, name: name) {
      case .png: try PNGDecoder.decode(bytes, name: name, limits: limits)
      case .jpeg: try JPEGDecoder.decode(bytes, name: name, limits: limits)
      case .webp: try WebPDecoder.decode(bytes, name: name, limits: limits)
      case .tiff: try TIFFDecoder.decode(bytes, name: name, limits: limits)
      }
    }
  }
}
