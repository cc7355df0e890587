import Foundation
import Testing

/// A small image file, and what another program or the samples it was made of say it holds.
struct SampleFile: Sendable, CustomTestStringConvertible {
  let name: String
  let width: Int
  let height: Int
  let bitDepth: Int
  /// `RGBImage.checksum` of the upright, composited image.
  let checksum: UInt32
  let bytes: [UInt8]

  init(_ name: String, _ width: Int, _ height: Int, bits: Int, _ checksum: UInt32, _ base64: String) {
    self.name = name
    self.width = width
    self.height = height
    bitDepth = bits
    self.checksum = checksum
    bytes = Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
  }

  var testDescription: String { name }

  static var all: [SampleFile] { png + tiff + jpeg + webp }
}

/// A TIFF of low byte first with the value of `tag` in its first directory replaced.
func changed(_ bytes: [UInt8], tag: Int, to value: Int) throws -> [UInt8] {
  var bytes = bytes
  func number(_ at: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
  let directory = number(4, 4)
  let entries = (0..<number(directory, 2)).map { directory + 2 + 12 * $0 }
  let entry = try #require(entries.first { number($0, 2) == tag })
  for index in 0..<4 { bytes[entry + 8 + index] = UInt8(value >> (8 * index) & 255) }
  return bytes
}

/// A PNG with one more chunk behind the first.
func inserted(_ bytes: [UInt8], chunk: String, _ data: [UInt8]) -> [UInt8] {
  func big(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
  let body = Array(chunk.utf8) + data
  return bytes[..<33] + big(UInt32(data.count)) + body + big(crc32(body)) + bytes[33...]
}
