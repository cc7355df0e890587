import Foundation
import Raster

/// Luma of every frame of a Y4M file, as pictures without chroma: the little that tests of luma metrics need.
public enum Y4MLuma {
  /// The file's frames.
  public static func frames(_ data: Data) throws -> [Picture] {
    var offset = 0
    func line() throws -> String {
      guard let end = data[(data.startIndex + offset)...].firstIndex(of: 0x0A) else { throw Failure.malformed }
      let text = String(decoding: data[(data.startIndex + offset)..<end], as: UTF8.self)
      offset = end - data.startIndex + 1
      return text
    }
    let header = try line().split(separator: " ")
    guard header.first == "YUV4MPEG2" else { throw Failure.malformed }
    func field(_ tag: Character) -> Substring? { header.dropFirst().first { $0.first == tag }?.dropFirst() }
    guard let width = field("W").flatMap({ Int($0) }), let height = field("H").flatMap({ Int($0) }) else {
      throw Failure.malformed
    }
    let space = field("C") ?? "420"
    let bits = space.contains("p10") ? 10 : (space.contains("p12") ? 12 : (space.contains("p16") ? 16 : 8))
    let chroma =
      space.hasPrefix("444")
      ? 2 * width * height
      : (space.hasPrefix("422") ? 2 * ((width + 1) / 2) * height : 2 * ((width + 1) / 2) * ((height + 1) / 2))
    let size = (width * height + (space.hasPrefix("mono") ? 0 : chroma)) * (bits > 8 ? 2 : 1)
    var frames: [Picture] = []
    while offset < data.count {
      guard try line().hasPrefix("FRAME"), offset + size <= data.count else { throw Failure.malformed }
      let start = data.startIndex + offset
      let samples = (0..<(width * height)).map { index -> Float in
        bits == 8
          ? Float(data[start + index])
          : Float(Int(data[start + 2 * index]) | Int(data[start + 2 * index + 1]) << 8)
      }
      frames.append(
        Picture(
          luma: Plane(width: width, height: height, samples: samples), chroma: nil, rgb: nil, bitDepth: bits))
      offset += size
    }
    return frames
  }

  enum Failure: Error { case malformed }
}
