/// The rational approximation that libjxl uses for the logarithm, `P(x) / Q(x)`.
///
/// It is kept because the metric's published values contain it.
enum ProgramApproximations {
  /// The logarithm to base 2 of positive, normal numbers.
  @inline(__always)
  static func log2(_ value: Vector) -> Vector {
    let bits = unsafeBitCast(value, to: SIMD8<Int32>.self)
    // The bits of 2/3: the significand then lies in 2/3 ..< 4/3.
    let exponent = (bits &- 0x3F2A_AAAB) &>> 23
    let x = unsafeBitCast(bits &- (exponent &<< 23), to: Vector.self) - Vector(repeating: 1)
    let numerator = Vector(repeating: 7.424_587_332_782_057_6e-01).times(x, plus: 1.428_716_047_008_375_5)
      .times(x, plus: -1.850_383_340_051_831e-06)
    let denominator = Vector(repeating: 1.740_934_300_336_685_3e-01).times(x, plus: 1.009_671_857_224_114_8)
      .times(x, plus: 9.903_281_427_759_071_9e-01)
    return numerator / denominator + Vector(exponent)
  }
}
