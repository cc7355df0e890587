import ImageFiles
import Raster

/// An honest encode that is at hand: as its file where the codec has one, else as what its decoder returns.
public enum HonestEncode: Sendable {
  /// A JPEG file.
  case jpeg([UInt8])
  /// A WebP file.
  case webp([UInt8])
  /// What a codec without a bitstream returns.
  case picture(RGBImage)

  /// The image as a decoder returns it.
  /// - Complexity: O(pixels)
  public func image() throws(ImageFileError) -> RGBImage {
    switch self {
    case .jpeg(let bytes): return try JPEGCodec.decode(bytes)
    case .webp(let bytes): return try WebPCodec.decode(bytes)
    case .picture(let image): return image
    }
  }

  /// The size of the file; nil for a codec without one.
  public var byteCount: Int? {
    switch self {
    case .jpeg(let bytes), .webp(let bytes): return bytes.count
    case .picture: return nil
    }
  }
}

extension HonestCodec {
  /// Encodes an image.
  /// - Complexity: O(pixels)
  public func encode(_ image: RGBImage, quality: Int) throws(ImageFileError) -> HonestEncode {
    switch self {
    case .jpeg: return .jpeg(try JPEGCodec.encode(image, quality: quality))
    case .webp: return .webp(try WebPCodec.encode(image, quality: Double(quality)))
    case .wavelet: return .picture(WaveletCoder.roundTrip(image, quality: quality))
    }
  }
}
