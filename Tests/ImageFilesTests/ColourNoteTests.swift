import Foundation
import ImageFiles
import Raster
import Testing

@Suite("Remarks") struct ColourNoteTests {
  private static let image = RGBImage.scene(width: 4, height: 4)

  private func notes(_ chunk: String, _ data: [UInt8]) throws -> [String] {
    try ImageReader.read(data: inserted(PNGWriter.encode(Self.image), chunk: chunk, data), name: "x.png").notes
  }

  @Test func chunksOfPNG() throws {
    func big(_ values: [Int]) -> [UInt8] { values.flatMap { v in [24, 16, 8, 0].map { UInt8(v >> $0 & 255) } } }
    let sRGB = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000]
    let p3 = [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000]
    #expect(try notes("sRGB", [0]).isEmpty)
    #expect(try notes("gAMA", big([45455])).isEmpty)
    #expect(
      try notes("gAMA", big([100_000])) == [
        "gAMA says an exponent of 1.0, which is not sRGB's; values are taken as sRGB"
      ])
    #expect(try notes("cHRM", big(sRGB)).isEmpty)
    #expect(try notes("cHRM", big(p3)) == ["cHRM says primaries that are not sRGB's; values are taken as sRGB"])
    #expect(try notes("cICP", [1, 13, 0, 1]).isEmpty)
    #expect(
      try notes("cICP", [9, 16, 0, 1]) == [
        "cICP says primaries 9 and transfer 16, which is not sRGB; values are taken as sRGB"
      ])
  }

  /// Profiles put together here from the published colorants: sRGB under a name that does not say so, Display P3 and
  /// sRGB's colorants with gamma 1.8.
  @Test func profiles() throws {
    let sRGB = [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141]
    let p3 = [0.5151, 0.2412, -0.0011, 0.2919, 0.6922, 0.0419, 0.1572, 0.0666, 0.7841]
    let curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    #expect(try notes(jpeg: profile("c2", sRGB, curve)).isEmpty)
    #expect(try notes(jpeg: profile("c2", sRGB, [2.2])).isEmpty)
    func note(_ name: String) -> [String] { ["colour profile “\(name)” is not sRGB; values are taken as sRGB"] }
    #expect(try notes(jpeg: profile("Display P3", p3, curve)) == note("Display P3"))
    #expect(try notes(jpeg: profile("sRGB, they say", sRGB, [1.8])) == note("sRGB, they say"))
    #expect(try notes(jpeg: Array("no profile at all".utf8)) == note("without a name"))
    // In parts, as profiles of more than 64 kilobytes come.
    let long = profile("Display P3", p3, curve)
    #expect(try notes(jpegParts: [Array(long[..<100]), Array(long[100...])]) == note("Display P3"))
  }

  @Test func transparencyIsSaid() throws {
    let file = try #require(SampleFile.png.first { $0.name == "rgba8.png" })
    #expect(
      try ImageReader.read(data: file.bytes, name: file.name).notes == ["transparent pixels composited on white"])
    let plain = try #require(SampleFile.png.first { $0.name == "rgb8.png" })
    #expect(try ImageReader.read(data: plain.bytes, name: plain.name).notes.isEmpty)
  }

  @Test func whatATIFFHasMoreIsSaid() throws {
    let file = try #require(SampleFile.tiff.first { $0.name == "rgbx8.tif" })
    #expect(
      try ImageReader.read(data: file.bytes, name: file.name).notes == ["channels beyond colour and alpha ignored"])
    // The offset of a second directory, in the four bytes behind the first.
    var bytes = SampleFile.plainTIFF.bytes
    let first = Int(bytes[4])
    let next = first + 2 + 12 * Int(bytes[first])
    #expect(bytes[next..<(next + 4)].allSatisfy { $0 == 0 })
    bytes[next] = 8
    #expect(try ImageReader.read(data: bytes, name: "x").notes == ["the first of several images in the file"])
  }

  private func notes(jpeg profile: [UInt8]) throws -> [String] { try notes(jpegParts: [profile]) }

  private func notes(jpegParts parts: [[UInt8]]) throws -> [String] {
    let jpeg = try JPEGCodec.encode(Self.image, quality: 90)
    let segments = parts.enumerated().flatMap { index, part in
      let body = Array("ICC_PROFILE\0".utf8) + [UInt8(index + 1), UInt8(parts.count)] + part
      let length = body.count + 2
      return [0xFF, 0xE2, UInt8(length >> 8), UInt8(length & 255)] + body
    }
    return try ImageReader.read(data: jpeg[..<2] + segments + jpeg[2...], name: "x.jpg").notes
  }

  /// A display profile of version 2: name, three colorants, one parametric or gamma curve.
  private func profile(_ name: String, _ colorants: [Double], _ curve: [Double]) -> [UInt8] {
    func big(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).reversed().map { UInt8(value >> (8 * $0) & 255) } }
    func fixed(_ value: Double) -> [UInt8] { big(Int((value * 65_536).rounded()), 4) }
    func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    var tags: [(String, [UInt8])] = [
      ("desc", text("desc") + big(0, 4) + big(name.utf8.count + 1, 4) + text(name) + [0])
    ]
    for (index, tag) in ["rXYZ", "gXYZ", "bXYZ"].enumerated() {
      tags.append((tag, text("XYZ ") + big(0, 4) + colorants[(3 * index)..<(3 * index + 3)].flatMap(fixed)))
    }
    let tone = text("para") + big(0, 4) + big(curve.count == 1 ? 0 : 3, 2) + big(0, 2) + curve.flatMap(fixed)
    for tag in ["rTRC", "gTRC", "bTRC"] { tags.append((tag, tone)) }
    var table = big(tags.count, 4)
    var body: [UInt8] = []
    let start = 128 + 4 + 12 * tags.count
    for (tag, data) in tags {
      table += text(tag) + big(start + body.count, 4) + big(data.count, 4)
      body += data
    }
    let header = big(start + body.count, 4) + big(0, 8) + text("mntrRGB XYZ ") + big(0, 12) + text("acsp") + big(0, 88)
    return header + table + body
  }
}
