extension RGBImage {
  /// A number that tells one image from another: FNV-1a over size, depth and samples, as 16 hexadecimal digits.
  /// - Complexity: O(pixels)
  public var fingerprint: String {
    var hash = FNV1a()
    for side in [width, height, bitDepth] { hash.add(UInt64(side)) }
    for plane in [red, green, blue] {
      for sample in plane.samples { hash.add(UInt64(sample)) }
    }
    return hash.hexadecimal
  }
}
