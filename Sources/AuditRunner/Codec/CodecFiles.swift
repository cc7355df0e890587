import Foundation
import ImageFiles
import LearnedCodec
import Raster
import RunStorage

/// Pictures ↔ bitstream files.
public enum CodecFiles {
  /// Codes an image file.
  /// - Returns: the bitstream's length in bytes and its bits per pixel.
  public static func encode(
    _ image: String, to output: String, checkpoint: Checkpoint, rate: Int
  ) throws -> (bytes: Int, bitsPerPixel: Double) {
    try FileIdentity.require(output, isNoneOf: [image])
    let codec = LearnedImageCodec(checkpoint)
    guard (0..<codec.rates).contains(rate) else {
      throw AuditError.usage("the checkpoint has rates 0 to \(codec.rates - 1), not \(rate)")
    }
    let pixels = try read(image)
    guard pixels.width <= 65_535 && pixels.height <= 65_535 else {
      throw AuditError.input(image, "the format has at most 65535 rows and columns")
    }
    let bytes = codec.encode(pixels, rate: rate).bytes
    try write { () throws(ImageFileError) in try AtomicFile.write(bytes, to: output) }
    return (bytes.count, Double(8 * bytes.count) / Double(pixels.width * pixels.height))
  }

  /// Decodes a bitstream file to PNG.
  public static func decode(_ path: String, to output: String, checkpoint: Checkpoint) throws {
    try FileIdentity.require(output, isNoneOf: [path])
    let data = try RecordFile.contents(of: path)
    let image: RGBImage
    do throws(BitstreamError) {
      image = try LearnedImageCodec(checkpoint).decode(Bitstream([UInt8](data)))
    } catch {
      throw AuditError(error, subject: path)
    }
    try write { () throws(ImageFileError) in try PNGWriter.write(image, to: output) }
  }

  private static func read(_ path: String) throws(AuditError) -> RGBImage {
    do throws(ImageFileError) { return try ImageReader.read(path: path).image.reducedTo8Bits } catch {
      throw AuditError(reading: error)
    }
  }

  private static func write(_ body: () throws(ImageFileError) -> Void) throws(AuditError) {
    do throws(ImageFileError) { try body() } catch { throw AuditError(writing: error) }
  }
}
