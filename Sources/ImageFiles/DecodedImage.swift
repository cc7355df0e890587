import Raster

/// An image file's pixels, upright and opaque, and what had to be done or assumed to get them.
public struct DecodedImage: Sendable, Equatable {
  /// The pixels: 16 bits where the file has 16, else 8.
  public var image: RGBImage
  /// Remarks for the record, each a clause for people: alpha composited, orientation applied, a colour space other than
  /// sRGB that was not converted. Empty for a plain sRGB image.
  public var notes: [String]
}
