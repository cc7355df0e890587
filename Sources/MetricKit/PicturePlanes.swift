/// Planes of a picture, as far as a metric reads them.
public struct PicturePlanes: OptionSet, Sendable, Hashable {
  /// A bit for each kind of plane.
  public let rawValue: UInt8

  /// The planes of some bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Luma code values.
  public static let luma = PicturePlanes(rawValue: 1)
  /// Code values of Cb, Cr or both.
  public static let chroma = PicturePlanes(rawValue: 2)
  /// Gamma-coded R'G'B': the picture's own, and converted from Y'CbCr where it has none.
  public static let rgb = PicturePlanes(rawValue: 4)
}
