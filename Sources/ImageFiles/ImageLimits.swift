/// What an image file may ask for before it is refused.
///
/// Sizes are checked as soon as the file's header is known and before pixels are allocated, so a small file that claims
/// to be huge costs nothing.
public struct ImageLimits: Sendable, Equatable {
  /// Columns: what JPEG can hold.
  public var maximumWidth = 65_535
  /// Rows: what JPEG can hold.
  public var maximumHeight = 65_535
  /// Columns times rows.
  public var maximumPixels = 100_000_000
  /// Bytes for the decoded planes and the decoder's own buffers together, as estimated from the header.
  public var maximumMemory = 2 << 30
  /// Bytes of the file.
  public var maximumFileSize = 1 << 30

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
