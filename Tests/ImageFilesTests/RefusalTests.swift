import Foundation
import Raster
import Testing

@testable import ImageFiles

/// What is not read is refused by name, with words that help.
@Suite("Refusals") struct RefusalTests {
  private func reason(_ bytes: [UInt8], limits: ImageLimits = .default) -> String {
    let error = #expect(throws: ImageFileError.self) {
      try ImageReader.read(data: bytes, name: "folder/x.png", limits: limits)
    }
    #expect(error?.file == "folder/x.png")
    return error?.reason ?? ""
  }

  @Test(arguments: [
    ("", "the file is empty"), ("hello, I am a text\n", "is text, not an image"), ("GIF89a......", "is a GIF file"),
    ("....ftypavif....", "is an AVIF file"), ("....ftypheic", "is a HEIF file"), ("%PDF-1.7", "is a PDF file"),
    ("YUV4MPEG2 W1 H1\n", "is a Y4M video file"), ("\u{1}\u{2}\u{3}", "is not an image file of a kind that is read"),
  ]) func kindIsToldByContent(content: String, expected: String) {
    #expect(reason(Array(content.utf8)).hasPrefix(expected))
  }

  @Test func unsupportedColours() throws {
    #expect(reason(SampleFile.cmykJPEG.bytes).contains("CMYK"))
    let plain = SampleFile.plainTIFF.bytes
    #expect(try ImageReader.read(data: plain, name: "plain").image.checksum == SampleFile.plainTIFF.checksum)
    for (tag, value, words) in [
      (262, 5, "CMYK"), (262, 8, "L*a*b*"), (262, 32803, "raw sensor"),
      (262, 32845, "LogLuv"), (262, 99, "photometric interpretation 99"), (262, 3, "does not fit"),
      (339, 3, "floating-point"),
      (339, 2, "signed"), (339, 6, "complex"), (258, 12, "12 bits"), (258, 32, "32 bits"), (259, 6, "compression 6"),
      (259, 34712, "compression 34712"), (259, 34661, "compression 34661"),
    ] {
      #expect(try reason(changed(plain, tag: tag, to: value)).contains(words), "tag \(tag) = \(value)")
    }
  }

  @Test func animations() throws {
    #expect(reason(SampleFile.animatedWebP.bytes).contains("animated"))
    let png = try PNGWriter.encode(.scene(width: 4, height: 4))
    #expect(reason(inserted(png, chunk: "acTL", [0, 0, 0, 2, 0, 0, 0, 0])).contains("animated"))
  }

  /// A header of 20 000 × 20 000 is refused before memory is asked for, whatever follows it.
  @Test func sizesOverTheLimit() throws {
    var png = try PNGWriter.encode(.scene(width: 4, height: 4))
    for (index, byte) in [0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20].enumerated() { png[16 + index] = UInt8(byte) }
    #expect(reason(png) == "20000×20000 pixels are more than the limit of 100000000 pixels")
    let tiff = try changed(changed(SampleFile.plainTIFF.bytes, tag: 256, to: 20_000), tag: 257, to: 20_000)
    #expect(reason(tiff) == "20000×20000 pixels are more than the limit of 100000000 pixels")
    let image = RGBImage.scene(width: 300, height: 200)
    let tooWide = ImageLimits(maximumWidth: 299)
    let tooHigh = ImageLimits(maximumHeight: 199)
    let tooMany = ImageLimits(maximumPixels: 59_999)
    let tooLarge = ImageLimits(maximumMemory: 300_000)
    for bytes in try [
      PNGWriter.encode(image), JPEGCodec.encode(image, quality: 50), WebPCodec.encode(image, quality: 50),
    ] {
      #expect(reason(bytes, limits: tooWide) == "300×200 pixels are more than the limit of 299×65535")
      #expect(reason(bytes, limits: tooHigh) == "300×200 pixels are more than the limit of 65535×199")
      #expect(reason(bytes, limits: tooMany) == "300×200 pixels are more than the limit of 59999 pixels")
      #expect(reason(bytes, limits: tooLarge).hasPrefix("needs 0 MiB to decode"))
    }
  }

  /// The start of a file is looked at before the rest is read: a size over the limit is what is reported, not the
  /// damage behind it.
  @Test func largeFilesAreRefusedByTheirStart() throws {
    let image = RGBImage.scene(width: 300, height: 200)
    let path = NSTemporaryDirectory() + "audit-start-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (bytes, width, height) in try [
      (PNGWriter.encode(image), 300, 200), (JPEGCodec.encode(image, quality: 50), 300, 200),
      (WebPCodec.encode(image, quality: 50), 300, 200), (SampleFile.plainTIFF.bytes, 11, 9),
    ] {
      try Data(bytes.prefix(2000) + [UInt8](repeating: 0, count: 100_000)).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: ImageFileError.self) {
        try ImageReader.read(path: path, limits: ImageLimits(maximumPixels: 90))
      }
      #expect(error?.reason == "\(width)×\(height) pixels are more than the limit of 90 pixels")
    }
    try Data([UInt8](repeating: 0x41, count: 100_000)).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ImageFileError.self) { try ImageReader.read(path: path) }
    #expect(error?.reason == "is text, not an image")
  }

  /// A header within the limits before too little data: refused without a buffer for what is not there.
  @Test func emptyPromises() throws {
    var png = try PNGWriter.encode(.scene(width: 4, height: 4))
    for (index, byte) in [0, 0, 0x20, 0, 0, 0, 0x20, 0].enumerated() { png[16 + index] = UInt8(byte) }
    let checksum = crc32(Array(png[12..<29]))
    for index in 0..<4 { png[29 + index] = UInt8(checksum >> UInt32(24 - 8 * index) & 255) }
    #expect(reason(png) == "PNG: the file ends too early")
  }

  /// A chunk that claims more than any has is refused by its head: no buffer is made for it, and text, palettes, profiles and
  /// what nobody knows are treated alike.
  @Test(arguments: ["tEXt", "zTXt", "iTXt", "sPLT", "pCAL", "sCAL", "iCCP", "eXIf", "abCd"])
  func hugeClaims(chunk: String) throws {
    var png = inserted(try PNGWriter.encode(.scene(width: 4, height: 4)), chunk: chunk, Array("a\0".utf8))
    png.replaceSubrange(33..<37, with: [0x7F, 0, 0, 0])
    #expect(reason(png) == "PNG: \(chunk): chunk data is too large")
  }

  /// Each scan costs a pass over the image, however short it is.
  @Test func thousandsOfScans() throws {
    let file = try #require(SampleFile.jpeg.first { $0.name == "scans.jpg" })
    let last = try #require(file.bytes.indices.last { file.bytes[$0] == 0xFF && file.bytes[$0 + 1] == 0xDA })
    let scan = file.bytes[last..<(file.bytes.count - 2)]
    func repeated(_ count: Int) -> [UInt8] {
      file.bytes[..<last] + (0..<count).flatMap { _ in scan } + [0xFF, 0xD9]
    }
    #expect(try ImageReader.read(data: repeated(90), name: "x").image.checksum == file.checksum)
    #expect(reason(repeated(5000)) == "JPEG: more than 100 scans")
  }

  @Test func thingsThatAreNotFiles() throws {
    let folder = NSTemporaryDirectory() + "audit-files-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/loop.png", withDestinationPath: folder + "/loop.png")
    #expect(mkfifo(folder + "/pipe.png", 0o600) == 0)
    try Data(repeating: 0, count: 2000).write(to: URL(fileURLWithPath: folder + "/large.png"))
    for (name, words) in [
      ("", "is a folder"), ("/none.png", "No such file"), ("/loop.png", "symbolic links"),
      ("/pipe.png", "is not a regular file"), ("/large.png", "more than the limit"),
    ] {
      let error = #expect(throws: ImageFileError.self) {
        try ImageReader.read(path: folder + name, limits: ImageLimits(maximumFileSize: 1000))
      }
      #expect(error?.file == folder + name)
      #expect(error?.reason.contains(words) == true, "\(name): \(error?.reason ?? "")")
    }
  }
}
