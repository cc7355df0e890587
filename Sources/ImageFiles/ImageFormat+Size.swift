import CTIFF
import CWebP

extension ImageFormat {
  /// Columns and rows that a file of this format declares in its first bytes; nil where they do not tell.
  func declaredSize(_ start: UnsafeBufferPointer<UInt8>) -> (width: Int, height: Int)? {
    switch self {
    case .png:
      let header = ByteReader(bytes: start)
      guard let width = header.number(16, size: 4), let height = header.number(20, size: 4) else { return nil }
      return (width, height)
    case .jpeg:
      return JPEGSegments(start).size
    case .tiff:
      guard let directory = TIFFDirectory(start), let width = directory.value(of: Int(TIFFTAG_IMAGEWIDTH)),
        let height = directory.value(of: Int(TIFFTAG_IMAGELENGTH))
      else { return nil }
      return (width, height)
    case .webp:
      var features = WebPBitstreamFeatures()
      guard WebPGetFeatures(start.baseAddress, start.count, &features) == VP8_STATUS_OK else { return nil }
      return (Int(features.width), Int(features.height))
    }
  }
}
