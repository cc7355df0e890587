/// A colour image as a file holds it: gamma-coded integer R, G, B in three planes of one size.
///
/// Values are taken as sRGB, 0…255 (8 bits) or 0…65535 (16 bits). Grey images have three equal planes.
public struct RGBImage: Sendable, Equatable {
  /// Red samples.
  public var red: Plane<UInt16>
  /// Green samples.
  public var green: Plane<UInt16>
  /// Blue samples.
  public var blue: Plane<UInt16>
  /// Bits a sample has: 8 or 16.
  public let bitDepth: Int

  /// Joins three planes.
  /// - Precondition: planes of one size; a bit depth of 8 or 16.
  public init(red: Plane<UInt16>, green: Plane<UInt16>, blue: Plane<UInt16>, bitDepth: Int) {
    precondition(bitDepth == 8 || bitDepth == 16, "an image has 8 or 16 bits")
    precondition(
      red.width == green.width && red.width == blue.width && red.height == green.height && red.height == blue.height,
      "an image's planes have one size")
    self.red = red
    self.green = green
    self.blue = blue
    self.bitDepth = bitDepth
  }

  /// Columns.
  public var width: Int { red.width }
  /// Rows.
  public var height: Int { red.height }
  /// The largest code value: 255 or 65535.
  public var peak: Int { (1 << bitDepth) - 1 }

  /// The rectangle whose top left corner is (`x`, `y`).
  /// - Complexity: O(width · height) of the rectangle
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> RGBImage {
    RGBImage(
      red: red.cropped(x: x, y: y, width: width, height: height),
      green: green.cropped(x: x, y: y, width: width, height: height),
      blue: blue.cropped(x: x, y: y, width: width, height: height), bitDepth: bitDepth)
  }
}
