/// What an image file may ask for before it is refused.
///
/// Sizes are checked as soon as the file's header is known and before pixels are allocated, so a small file that claims
/// to be huge costs nothing.
public struct ImageLimits: Sendable, Equatable {
  /// Columns.
  public var maximumWidth: Int
  /// Rows.
  public var maximumHeight: Int
  /// Columns times rows.
  public var maximumPixels: Int
  /// Bytes for the decoded planes and the decoder's own buffers together, as estimated from the header.
  public var maximumMemory: Int
  /// Bytes of the file.
  public var maximumFileSize: Int

  /// Sides up to 65 535 (what JPEG can hold), 100 megapixels, 2 GiB of memory, files of 1 GiB, unless told otherwise.
  public init(
    maximumWidth: Int = 65_535, maximumHeight: Int = 65_535, maximumPixels: Int = 100_000_000,
    maximumMemory: Int = 2 << 30, maximumFileSize: Int = 1 << 30
  ) {
    self.maximumWidth = maximumWidth
    self.maximumHeight = maximumHeight
    self.maximumPixels = maximumPixels
    self.maximumMemory = maximumMemory
    self.maximumFileSize = maximumFileSize
  }

  /// The limits of every reader that is not told otherwise.
  public static let `default` = ImageLimits()

  /// Refuses a size that is empty or over a limit.
  func check(width: Int, height: Int, file: String) throws(ImageFileError) {
    guard width > 0, height > 0 else {
      throw ImageFileError(file: file, reason: "has no pixels (\(width)×\(height))")
    }
    // Sides first, so that the product below cannot overflow whatever the file claims.
    guard width <= maximumWidth, height <= maximumHeight else {
      throw ImageFileError(
        file: file, reason: "\(width)×\(height) pixels are more than the limit of \(maximumWidth)×\(maximumHeight)")
    }
    let pixels = width.multipliedReportingOverflow(by: height)
    guard !pixels.overflow, pixels.partialValue <= maximumPixels else {
      throw ImageFileError(
        file: file, reason: "\(width)×\(height) pixels are more than the limit of \(maximumPixels) pixels")
    }
  }

  /// Refuses a need for memory that is over the limit; `bytes` is nil where it does not fit an integer.
  func check(memory bytes: Int?, file: String) throws(ImageFileError) {
    guard let bytes, bytes <= maximumMemory else {
      let need = bytes.map { "\($0 >> 20) MiB" } ?? "more memory than there can be"
      throw ImageFileError(file: file, reason: "needs \(need) to decode; the limit is \(maximumMemory >> 20) MiB")
    }
  }
}
