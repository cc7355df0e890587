import Raster

extension RGBImage {
  /// The image with 8 bits a sample: itself, or 16 bits scaled and rounded.
  /// - Complexity: O(1) for 8 bits, else O(width · height)
  public var reducedTo8Bits: RGBImage {
    guard bitDepth == 16 else { return self }
    func reduced(_ plane: Plane<UInt16>) -> Plane<UInt16> {
      plane.map { UInt16((UInt32($0) * 255 + 32_767) / 65_535) }
    }
    return RGBImage(red: reduced(red), green: reduced(green), blue: reduced(blue), bitDepth: 8)
  }
}
