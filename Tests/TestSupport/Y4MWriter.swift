import ImageFiles
import Raster

/// Writes pictures as a YUV4MPEG2 stream.
public enum Y4MWriter {
  /// The bytes of a stream of equal pictures. Chroma's sampling follows from the sizes of the planes.
  /// - Throws: when there is no picture, pictures differ in size or depth, chroma has another size than 4:2:0, 4:2:2 or
  ///   4:4:4, or a sample is not a code value.
  /// - Complexity: O(pixels)
  public static func encode(_ pictures: [Picture], range: CodeRange? = nil) throws(ImageFileError) -> [UInt8] {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: "Y4M in memory", reason: reason) }
    guard let first = pictures.first else { throw error("a stream has at least one frame") }
    guard let chroma = sampling(first) else { throw error("chroma is neither 4:2:0, nor 4:2:2, nor 4:4:4") }
    var bytes = Array(line(first, chroma, range).utf8)
    for picture in pictures {
      guard picture.width == first.width, picture.height == first.height, picture.bitDepth == first.bitDepth,
        sampling(picture) == chroma
      else { throw error("the frames of a stream have one size, depth and chroma") }
      bytes += Array("FRAME\n".utf8)
      for plane in [picture.luma] + (picture.chroma.map { [$0.cb, $0.cr] } ?? []) {
        for sample in plane.samples {
          guard sample >= 0, sample < Float(1 << first.bitDepth), sample == sample.rounded() else {
            throw error("the sample \(sample) is not a code value of \(first.bitDepth) bits")
          }
          let value = UInt16(sample)
          bytes.append(UInt8(value & 255))
          if first.bitDepth > 8 { bytes.append(UInt8(value >> 8)) }
        }
      }
    }
    return bytes
  }

  private static func line(_ first: Picture, _ chroma: Y4MHeader.Chroma, _ range: CodeRange?) -> String {
    let bits = first.bitDepth > 8 ? (chroma == .mono ? "" : "p") + "\(first.bitDepth)" : ""
    let siting = chroma == .s420 && first.bitDepth == 8 ? "jpeg" : ""
    let range = range.map { " XCOLORRANGE=\($0.rawValue)" } ?? ""
    return "YUV4MPEG2 W\(first.width) H\(first.height) F25:1 Ip A1:1 C\(chroma.rawValue)\(bits)\(siting)\(range)\n"
  }

  private static func sampling(_ picture: Picture) -> Y4MHeader.Chroma? {
    guard let chroma = picture.chroma else { return .mono }
    let halfWidth = (picture.width + 1) / 2
    let halfHeight = (picture.height + 1) / 2
    switch (chroma.cb.width, chroma.cb.height) {
    case (picture.width, picture.height): return .s444
    case (halfWidth, picture.height): return .s422
    case (halfWidth, halfHeight): return .s420
    default: return nil
    }
  }
}
