import Foundation
import Raster

/// The luma of a Y4M file, read in the plainest way: for reference material only, the product has its own reader.
public struct GoldenVideo {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Bits of a sample.
  public let bitDepth: Int
  /// Luma of each frame, row by row.
  public let frames: [[UInt16]]

  /// Reads the file at `path` of the shared folder.
  public init(shared path: String) throws {
    let data = try SharedFolder.data(path)
    var position = data.startIndex
    func line() -> String {
      let end = data[position...].firstIndex(of: 0x0A) ?? data.endIndex
      defer { position = min(end + 1, data.endIndex) }
      return String(decoding: data[position..<end], as: UTF8.self)
    }
    var width = 0
    var height = 0
    var layout = "420"
    for word in line().split(separator: " ") {
      switch word.first {
      case "W": width = Int(word.dropFirst()) ?? 0
      case "H": height = Int(word.dropFirst()) ?? 0
      case "C": layout = String(word.dropFirst())
      default: break
      }
    }
    // `420p10` has ten bits; `420jpeg`, `420mpeg2`, `mono` … have eight.
    let bits = layout.split(separator: "p").last.flatMap { Int($0) } ?? 8
    let depth = layout.contains("p") && (9...16).contains(bits) ? bits : 8
    let bytes = depth > 8 ? 2 : 1
    let chroma: Int
    switch layout.prefix(3) {
    case "mon": chroma = 0
    case "444": chroma = 2 * width * height
    case "422": chroma = 2 * ((width + 1) / 2) * height
    default: chroma = 2 * ((width + 1) / 2) * ((height + 1) / 2)
    }
    var frames: [[UInt16]] = []
    while position < data.endIndex, line().hasPrefix("FRAME") {
      var luma = [UInt16](repeating: 0, count: width * height)
      for index in 0..<(width * height) {
        let low = UInt16(data[position + index * bytes])
        luma[index] = bytes == 1 ? low : low | UInt16(data[position + index * 2 + 1]) << 8
      }
      frames.append(luma)
      position += (width * height + chroma) * bytes
    }
    self.width = width
    self.height = height
    self.bitDepth = depth
    self.frames = frames
  }

  /// A frame as a picture without colour.
  public func picture(_ index: Int) -> Picture {
    Picture(
      luma: Plane(width: width, height: height, samples: frames[index].map(Float.init)), chroma: nil, rgb: nil,
      bitDepth: bitDepth)
  }
}
