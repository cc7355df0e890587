/// The rational approximations that libjxl uses for two functions.
///
/// They are kept because the metric's published values contain them. Each is `P(x) / Q(x)`, coefficients from the
/// constant upwards.
enum ProgramApproximations {
  typealias Vector = SIMD8<Float>

  /// sRGB's decoding curve for 0…1.
  @inline(__always)
  static func linearLight(_ coded: Vector) -> Vector {
    var numerator = Vector(repeating: 8.210_152_774e-01)
    numerator = Vector(repeating: 7.961_564_959e-01).addingProduct(numerator, coded)
    numerator = Vector(repeating: 1.624_820_318e-01).addingProduct(numerator, coded)
    numerator = Vector(repeating: 1.043_637_593e-02).addingProduct(numerator, coded)
    numerator = Vector(repeating: 2.200_248_328e-04).addingProduct(numerator, coded)
    var denominator = Vector(repeating: 6.521_209_011e-03)
    denominator = Vector(repeating: -5.512_498_495e-02).addingProduct(denominator, coded)
    denominator = Vector(repeating: 4.987_528_350e-01).addingProduct(denominator, coded)
    denominator = Vector(repeating: 1.076_976_492e+00).addingProduct(denominator, coded)
    denominator = Vector(repeating: 2.631_846_970e-01).addingProduct(denominator, coded)
    let straight = coded * Vector(repeating: 1 / 12.92)
    return straight.replacing(with: numerator / denominator, where: coded .> Vector(repeating: 0.04045))
  }

  /// The logarithm to base 2 of positive, normal numbers.
  @inline(__always)
  static func log2(_ value: Vector) -> Vector {
    let bits = unsafeBitCast(value, to: SIMD8<Int32>.self)
    // The bits of 2/3: the significand then lies in 2/3 ..< 4/3.
    let exponent = (bits &- 0x3F2A_AAAB) &>> 23
    let x = unsafeBitCast(bits &- (exponent &<< 23), to: Vector.self) - Vector(repeating: 1)
    var numerator = Vector(repeating: 7.424_587_332_782_057_6e-01)
    numerator = Vector(repeating: 1.428_716_047_008_375_5).addingProduct(numerator, x)
    numerator = Vector(repeating: -1.850_383_340_051_831e-06).addingProduct(numerator, x)
    var denominator = Vector(repeating: 1.740_934_300_336_685_3e-01)
    denominator = Vector(repeating: 1.009_671_857_224_114_8).addingProduct(denominator, x)
    denominator = Vector(repeating: 9.903_281_427_759_071_9e-01).addingProduct(denominator, x)
    return numerator / denominator + Vector(exponent)
  }
}
