/// Decoupling and contrast masking of the coarser levels: 32-bit coefficients.
///
/// In a record reciprocals and their shifts follow, by orientation. A coefficient of more than fifteen bits is divided by
/// its fifteen leading bits, rounded, and the quotient shifted by the rest. Source of shifts and factors: libvmaf's
/// `integer_adm.c`.
enum NextDecoupling: DecouplingArithmetic {
  static let recordBytes = 9 * 32
  /// Where the reciprocals and the shifts begin in it.
  private static let reciprocals = 96
  private static let shifts = 192
  /// 1/30 and 1/15 in units of 2⁻³²: a neighbour's and the centre's share in masking.
  private static let neighbourShare: Int32 = 143_165_577
  private static let centreShare: Int32 = 286_331_153

  @inline(__always)
  static func coefficients(_ place: UnsafeRawPointer, _ x: Int) -> Words { place.vector(4 &* x) }

  @inline(__always)
  static func keep(_ band: UnsafeRawPointer, _ x: Int, _ record: UnsafeMutableRawPointer, _ orientation: Int) {
    let values = coefficients(band, x)
    let offset = 32 &* orientation
    record.put(values, offset)
    let magnitudes = WideLanes.maximum(WideLanes.magnitude(values), Words(repeating: 1))
    let low = leading(magnitudes.lowHalf)
    let high = leading(magnitudes.highHalf)
    record.put(Decoupling.quotients(SIMD8(lowHalf: low.bits, highHalf: high.bits)), reciprocals &+ offset)
    // The ratio's shift of 15, one bit short for its rounding.
    record.put(SIMD8(lowHalf: low.shift, highHalf: high.shift) &+ Words(repeating: 14), shifts &+ offset)
  }

  /// A number's fifteen leading bits, rounded, and how many bits follow them; numbers below 2¹⁵ are kept whole.
  @inline(__always)
  private static func leading(_ values: SIMD4<Int32>) -> (bits: SIMD4<Int32>, shift: SIMD4<Int32>) {
    let doubles = SIMD4<Double>(values)
    // The exponent of a double is 1023 + floor(log2); fifteen bits reach up to an exponent of 14.
    let exponents = bits(doubles, as: SIMD4<UInt64>.self) &>> 52
    let beyond = SIMD4<Double>(SIMD4<Int32>(truncatingIfNeeded: exponents) &- SIMD4(repeating: 1023 + 14))
    let held = beyond.replacing(with: 0, where: beyond .< 0)
    let shift = Decoupling.truncated(held)
    let scale = (SIMD4<UInt64>(repeating: 1023) &- bits(SIMD4<Int64>(truncatingIfNeeded: shift))) &<< 52
    let scaled = doubles * bits(scale, as: SIMD4<Double>.self) + 0.5
    return (Decoupling.truncated(scaled), shift)
  }

  /// Only 0…1 counts, so t is held within 0…2·o first; then everything is positive and the quotient fits 32 bits.
  @inline(__always)
  static func ratio(_ record: UnsafeRawPointer, _ orientation: Int, _ reference: Words, _ distorted: Words) -> Words {
    let offset = 32 &* orientation
    let reciprocal: Words = record.vector(reciprocals &+ offset)
    let shift: Words = record.vector(shifts &+ offset)
    let sign = reference &>> 31
    let along = WideLanes.maximum((distorted ^ sign) &- sign, .zero)
    let held = WideLanes.minimumUnsigned(along, WideLanes.magnitude(reference) &<< 1)
    let low = Longs(repeating: 0xFFFF_FFFF)
    let even = WideLanes.shiftedRight(
      WideLanes.evenProductsUnsigned(reciprocal, held), by: bits(shift, as: Longs.self) & low)
    let odd = WideLanes.shiftedRight(
      WideLanes.evenProductsUnsigned(oddWords(reciprocal), oddWords(held)),
      by: bits(oddWords(shift)))
    // The shift stops one bit early and the last bit rounds.
    let quotient = (even | odd &<< 32)
    let rounded = (bits(quotient, as: SIMD8<UInt32>.self) &+ 1) &>> 1
    return WideLanes.minimum(bits(rounded), Words(repeating: Decoupling.one))
  }

  @inline(__always)
  static func restored(_ ratio: Words, _ reference: Words) -> Words {
    Decoupling.product(ratio, reference, rounding: 1 << 14, shift: 15)
  }

  /// In units of 2⁻⁴ of the coefficient's.
  @inline(__always)
  static func weighted(_ value: Words, _ factor: Words) -> Words {
    Decoupling.product(value, factor, rounding: 1 << 27, shift: 28)
  }

  /// A half is taken away before the fraction is cut off where rounding would add it: in libvmaf the rounding constant
  /// 2³¹ becomes negative.
  @inline(__always)
  static func mask(
    _ additive: Words, _ factor: Words, isDiagonal: Bool, _ around: inout Words, _ centre: inout Words
  ) {
    let magnitude = WideLanes.magnitude(weighted(additive, factor))
    around &+= share(magnitude, neighbourShare)
    centre &+= share(magnitude, centreShare)
  }

  @inline(__always)
  private static func share(_ magnitude: Words, _ share: Int32) -> Words {
    let factor = Words(repeating: share)
    let half = Longs(repeating: 1 << 31)
    let even = bits(WideLanes.evenProductsUnsigned(magnitude, factor) &- half, as: SIMD4<UInt64>.self)
    let odd = bits(
      WideLanes.evenProductsUnsigned(oddWords(magnitude), factor) &- half, as: SIMD4<UInt64>.self)
    return Decoupling.merged(even &>> 32, odd)
  }

  /// libvmaf rounds the three 64-bit sums to single precision and compares in double. That moves either side by less
  /// than `margin`, so double precision decides all but the few that lie within it; these are computed exactly.
  @inline(__always)
  static func aligned(_ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words {
    @inline(__always)
    func half(
      _ oh: SIMD4<Int32>, _ ov: SIMD4<Int32>, _ th: SIMD4<Int32>, _ tv: SIMD4<Int32>
    ) -> (SIMDMask<SIMD4<Int64>>, SIMDMask<SIMD4<Int64>>) {
      let (a, b) = (SIMD4<Double>(oh), SIMD4<Double>(ov))
      let (c, d) = (SIMD4<Double>(th), SIMD4<Double>(tv))
      let dot = a * c + b * d
      let bound = Double(Decoupling.cosineSquared) * (a * a + b * b) * (c * c + d * d)
      let square = dot * dot
      let possible = (dot .>= 0) .& (square .>= bound * (1 - margin))
      let certain = (dot .>= 0) .& (square .>= bound * (1 + margin))
      return (certain, possible)
    }
    let low = half(o.horizontal.lowHalf, o.vertical.lowHalf, t.horizontal.lowHalf, t.vertical.lowHalf)
    let high = half(o.horizontal.highHalf, o.vertical.highHalf, t.horizontal.highHalf, t.vertical.highHalf)
    let certain = Decoupling.words(low.0, high.0)
    let open = Decoupling.words(low.1, high.1) & ~certain
    guard WideLanes.anyNegative(open) else { return certain }
    return decided(certain, open, o, t)
  }

  private static let margin = 1e-6

  private static func decided(_ certain: Words, _ open: Words, _ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words
  {
    var result = certain
    for lane in 0..<8 where open[lane] != 0 {
      let (oh, ov) = (Int64(o.horizontal[lane]), Int64(o.vertical[lane]))
      let (th, tv) = (Int64(t.horizontal[lane]), Int64(t.vertical[lane]))
      let dot = Double(Float(oh &* th &+ ov &* tv))
      let reference = Double(Float(oh &* oh &+ ov &* ov))
      let distorted = Double(Float(th &* th &+ tv &* tv))
      let agree = dot >= 0 && dot * dot >= Double(Decoupling.cosineSquared) * reference * distorted
      result[lane] = agree ? -1 : 0
    }
    return result
  }
}
