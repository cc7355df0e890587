extension RGBImage {
  /// A number that tells one image from another: FNV-1a of 64 bits over size, depth and samples, as 16 hexadecimal digits.
  /// - Complexity: O(pixels)
  public var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ value: UInt64) { hash = (hash ^ value) &* 0x0000_0100_0000_01B3 }
    add(UInt64(width))
    add(UInt64(height))
    add(UInt64(bitDepth))
    for plane in [red, green, blue] {
      for sample in plane.samples { add(UInt64(sample)) }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
