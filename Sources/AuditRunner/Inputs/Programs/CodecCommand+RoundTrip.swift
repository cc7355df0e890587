import Foundation
import ImageFiles
import Raster
import RunStorage

extension CodecCommand {
  /// Encodes and decodes an image.
  /// - Returns: the decoded image and the bitstream's size in bytes.
  /// - Throws: `AuditError.disk` when the source cannot be written, `ProgramError` for what a program did or did not do,
  ///   `ImageFileError` for a picture that cannot be read.
  func roundTrip(
    _ image: RGBImage, quality: String, in folder: String
  ) async throws -> (image: RGBImage, bytes: Int) {
    let (source, coded, decoded) = ("\(folder)/source.png", "\(folder)/coded.bin", "\(folder)/decoded.png")
    do throws(ImageFileError) { try PNGWriter.write(image, to: source) } catch { throw AuditError(writing: error) }
    try await ProgramRun(
      words: Self.filled(encoder, input: source, output: coded, quality: quality), limit: limit
    ).finish()
    // A template may add an extension that its program insists on, as in `{output}.jp2`.
    let written = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let sizes = written.filter { $0.hasPrefix("coded.bin") }.map { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    let size = sizes.reduce(0, +)
    guard size > 0 else { throw ProgramError(program: encoder[0], reason: "wrote no bitstream") }
    try await ProgramRun(
      words: Self.filled(decoder, input: coded, output: decoded, quality: quality), limit: limit
    ).finish()
    guard FileManager.default.fileExists(atPath: decoded) else {
      throw ProgramError(program: decoder[0], reason: "wrote no picture")
    }
    return (try ImageReader.read(path: decoded).image, size)
  }
}
