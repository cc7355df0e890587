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

  /// The image with 8 bits a sample that a viewer would see of planes on the 0…255 scale: rounded and clipped.
  /// - Complexity: O(width · height)
  public init(rounding planes: RGBPlanes) {
    func levels(_ plane: Plane<Float>) -> Plane<UInt16> { plane.map { UInt16(min(max($0.rounded(), 0), 255)) } }
    self.init(red: levels(planes.red), green: levels(planes.green), blue: levels(planes.blue), bitDepth: 8)
  }
}
