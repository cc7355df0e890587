import ImageFiles
import Raster

/// The ordinary codecs that make honest encodes: starts and ladders.
public enum HonestCodec: String, Sendable, CaseIterable {
  /// Baseline JPEG, 4:4:4.
  case jpeg
  /// WebP, lossy, 4:2:0 as that format has it.
  case webp
  /// Our own wavelet coder (`WaveletCoder`): what JPEG 2000 does to a picture. It has no bitstream.
  case wavelet

  /// The codecs whose encodes are files with a size: those that bits are compared by, and on whose ladders changes between
  /// builds were calibrated (docs/metrics.md, "Calibration").
  public static let withBitstream: [HonestCodec] = [.jpeg, .webp]

  /// The whole quality settings that the codec's own scale has.
  public var qualities: ClosedRange<Int> {
    switch self {
    case .jpeg: return 1...100
    case .webp: return 0...100
    case .wavelet: return WaveletCoder.qualities
    }
  }

  /// The qualities between which a ladder looks for its rungs.
  ///
  /// Below JPEG 3 most coefficients are lost and scores hardly move; above 98 they differ from the reference's by less
  /// than a tenth of a point, and the reference itself is the top rung.
  var ladderQualities: ClosedRange<Int> {
    switch self {
    case .jpeg: return 3...98
    case .webp: return 0...100
    case .wavelet: return WaveletCoder.qualities
    }
  }

  /// An image as the codec's decoder returns it, and the size of the encode in bytes; nil for a codec without a
  /// bitstream.
  /// - Complexity: O(pixels)
  func roundTrip(_ image: RGBImage, quality: Int) throws(ImageFileError) -> (image: RGBImage, bytes: Int?) {
    switch self {
    case .jpeg:
      let bytes = try JPEGCodec.encode(image, quality: quality)
      return (try JPEGCodec.decode(bytes), bytes.count)
    case .webp:
      let bytes = try WebPCodec.encode(image, quality: Double(quality))
      return (try WebPCodec.decode(bytes), bytes.count)
    case .wavelet: return (WaveletCoder.roundTrip(image, quality: quality), nil)
    }
  }
}
