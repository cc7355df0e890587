import Foundation
import Testing

@testable import AuditRunner

@Suite("Which files are bitstreams") struct BitstreamSizeTests {
  private let folder: String
  private static let stream: [UInt8] = [0x12, 0x00, 0x0A, 0xFF, 0x41, 0x9C]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ bytes: [UInt8] = Self.stream) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func found() -> BitstreamSizes.Found {
    var sizes = BitstreamSizes()
    return sizes.find(beside: "\(folder)/k.v1.png")
  }

  @Test(arguments: [
    "md5", "sha256", "SHA1", "txt", "json", "xml", "csv", "log", "yuv", "icc", "xmp", "y4m", "bmp", "ppm", "tmp", "npy",
    "tiff",
  ]) func aSidecarIsNone(kind: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("k.v1.png")
    try write("k.v1.\(kind)")
    #expect(found() == BitstreamSizes.Found())
    try write("k.v1.obu", Self.stream + Self.stream)
    #expect(found() == BitstreamSizes.Found(bytes: 12, note: "the size is that of the .obu file beside it"))
  }

  @Test func neitherIsTextNorAFolderNorAnEmptyFile() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("k.v1.png")
    try write("k.v1.digest", Array("d41d8cd98f00b204e9800998ecf8427e  k.png\n".utf8))
    try write("k.v1.note", Array("größer".utf8.dropLast(3)))
    try write("k.v1.empty", [])
    try FileManager.default.createDirectory(atPath: "\(folder)/k.v1.d", withIntermediateDirectories: true)
    #expect(found() == BitstreamSizes.Found())
    try write("k.v1.bin")
    #expect(found().bytes == 6)
    try write("k.v1.jxl")
    #expect(
      found()
        == BitstreamSizes.Found(
          bytes: nil, note: "which of the files beside it (.bin, .jxl) is its bitstream is not known"))
  }

  @Test func whatAnEncoderWroteIsAddedUpByName() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func coded() throws -> CodedFiles { try CodedFiles(in: folder, named: "coded.bin", by: "enc") }
    func reason() -> String {
      do {
        _ = try coded()
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(reason() == "enc: wrote no bitstream")
    try write("coded.bin.log", Array("took 3 s".utf8))
    #expect(reason() == "enc: wrote no bitstream, only {output}.log")
    try write("coded.bin.jp2")
    #expect(try coded().bytes == 6)
    #expect(try coded().note == "{output}.log is not counted in the size")
    // The very name that was asked for counts, whatever stands in it.
    try write("coded.bin", Array("0101".utf8))
    try write("coded.bin.rec.png")
    #expect(try coded().bytes == 10)
    #expect(
      try coded().note
        == "the size is the sum of {output}, {output}.jp2; {output}.log, {output}.rec.png are not counted in the size")
    try FileManager.default.createDirectory(atPath: "\(folder)/coded.bin.d", withIntermediateDirectories: true)
    #expect(reason().hasPrefix("enc: wrote a folder where its bitstream should be"))
  }

  @Test func attachedFilesAreNamedFromWhereTheProgramRuns() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(WorkingFolder.relative("out/a", from: folder) == "out/a")
    #expect(WorkingFolder.relative("\(folder)/out", from: folder) == "out")
    #expect(WorkingFolder.relative("\(folder)/x/../out", from: folder) == "out")
    #expect(WorkingFolder.relative(folder, from: folder) == "")
    #expect(WorkingFolder.relative("\(folder)-other", from: folder) == "\(folder)-other")
    #expect(WorkingFolder.relative("/out", from: "/") == "out")
    // By another name of the folder, as CI hands one out.
    try FileManager.default.createDirectory(atPath: "\(folder)/real/out", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "\(folder)/real")
    #expect(WorkingFolder.relative("\(folder)/link/out", from: "\(folder)/real") == "out")
  }
}
