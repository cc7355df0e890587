import Foundation
import ImageFiles
import Raster
import RunStorage

extension CodecCommand {
  /// Encodes and decodes an image.
  /// - Returns: the decoded picture, the bitstream's size in bytes, and what deserves to be said of either.
  /// - Throws: `AuditError.disk` when the source cannot be written, `ProgramError` for what a program did or did not do,
  ///   `ImageFileError` for a picture that cannot be read.
  func roundTrip(
    _ image: RGBImage, quality: String, in folder: String
  ) async throws -> (still: Still, bytes: Int, notes: [String]) {
    let (source, coded, decoded) = ("\(folder)/source.png", "\(folder)/coded.bin", "\(folder)/decoded.png")
    do throws(ImageFileError) { try PNGWriter.write(image, to: source) } catch { throw AuditError(writing: error) }
    try await ProgramRun(
      words: Self.filled(encoder, input: source, output: coded, quality: quality), limit: limit
    ).finish()
    let files = try CodedFiles(in: folder, named: "coded.bin", by: encoder[0])
    try await ProgramRun(
      words: Self.filled(decoder, input: coded, output: decoded, quality: quality), limit: limit
    ).finish()
    guard FileManager.default.fileExists(atPath: decoded) else {
      throw ProgramError(program: decoder[0], reason: "wrote no picture")
    }
    let still = try Still(path: decoded)
    return (still, files.bytes, [files.note].compactMap { $0 } + still.notes)
  }
}
