import Foundation
import ImageFiles
import Raster

/// A folder that exists for one piece of work.
enum ScratchFolder {
  /// Makes a folder, hands out its path and removes it with all it holds.
  static func with<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    guard let path = Leftovers.makeFolder() else {
      throw RunError.disk("\(FileManager.default.temporaryDirectory.path): no folder can be made there")
    }
    defer { Leftovers.remove(folder: path) }
    return try await work(path)
  }
}

extension CodecCommand {
  /// Encodes and decodes an image.
  /// - Returns: the decoded image and the bitstream's size in bytes.
  func roundTrip(
    _ image: RGBImage, quality: String, in folder: String
  ) async throws -> (image: RGBImage, bytes: Int) {
    let (source, coded, decoded) = ("\(folder)/source.png", "\(folder)/coded.bin", "\(folder)/decoded.png")
    try PNGWriter.write(image, to: source)
    try await ExternalProgram.run(
      Self.filled(encoder, input: source, output: coded, quality: quality), timeout: timeout)
    // A template may add an extension that its program insists on, as in `{output}.jp2`.
    let written = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let sizes = written.filter { $0.hasPrefix("coded.bin") }.map { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    let size = sizes.reduce(0, +)
    guard size > 0 else { throw ExternalProgramError(program: encoder[0], reason: "wrote no bitstream") }
    try await ExternalProgram.run(
      Self.filled(decoder, input: coded, output: decoded, quality: quality), timeout: timeout)
    guard FileManager.default.fileExists(atPath: decoded) else {
      throw ExternalProgramError(program: decoder[0], reason: "wrote no picture")
    }
    return (try ImageReader.read(path: decoded).image, size)
  }
}
