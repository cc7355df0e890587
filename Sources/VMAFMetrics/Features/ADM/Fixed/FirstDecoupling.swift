/// Decoupling and contrast masking of the finest level: 16-bit coefficients.
///
/// In a record their reciprocals 2³⁰ / o follow, cut to whole numbers. Source of shifts and factors: libvmaf's
/// `integer_adm.c`.
enum FirstDecoupling: DecouplingArithmetic {
  static let recordBytes = 3 * 16 + 3 * 32
  /// Where the reciprocals begin in it.
  private static let reciprocals = 48
  /// 1/30 in units of 2⁻¹⁷, and 1/15: a neighbour's and the centre's share in masking.
  private static let neighbourShare: Int32 = 4369
  private static let centreShare: Int32 = 8738

  @inline(__always)
  static func coefficients(_ place: UnsafeRawPointer, _ x: Int) -> Words {
    Words(truncatingIfNeeded: place.vector(2 &* x, as: SIMD8<Int16>.self))
  }

  @inline(__always)
  static func keep(_ band: UnsafeRawPointer, _ x: Int, _ record: UnsafeMutableRawPointer, _ orientation: Int) {
    record.put(band.vector(2 &* x, as: SIMD8<Int16>.self), 16 &* orientation)
    let values = coefficients(band, x)
    let sign = values &>> 31
    let reciprocal = Decoupling.quotients(WideLanes.maximum(WideLanes.magnitude(values), Words(repeating: 1)))
    record.put((reciprocal ^ sign) &- sign, reciprocals &+ 32 &* orientation)
  }

  @inline(__always)
  static func ratio(_ record: UnsafeRawPointer, _ orientation: Int, _ reference: Words, _ distorted: Words) -> Words {
    let reciprocal: Words = record.vector(reciprocals &+ 32 &* orientation)
    let quotient = Decoupling.product(reciprocal, distorted, rounding: 1 << 14, shift: 15)
    return WideLanes.minimum(WideLanes.maximum(quotient, .zero), Words(repeating: Decoupling.one))
  }

  @inline(__always)
  static func restored(_ ratio: Words, _ reference: Words) -> Words {
    (ratio &* reference &+ Words(repeating: 1 << 14)) &>> 15
  }

  @inline(__always)
  static func weighted(_ value: Words, _ factor: Words) -> Words { value &* factor }

  /// The diagonal's rounding is one short of half: libvmaf holds it in sixteen bits.
  @inline(__always)
  static func mask(
    _ additive: Words, _ factor: Words, isDiagonal: Bool, _ around: inout Words, _ centre: inout Words
  ) {
    let (rounding, shift): (Int32, Int32) = isDiagonal ? (65535, 17) : (1 << 14, 15)
    let weighted = narrowed((factor &* narrowed(additive) &+ Words(repeating: rounding)) &>> Words(repeating: shift))
    let magnitude = WideLanes.magnitude(weighted)
    let half = Words(repeating: 1 << 11)
    around &+= narrowed((Words(repeating: neighbourShare) &* magnitude &+ half) &>> 12)
    centre &+= narrowed((Words(repeating: centreShare) &* magnitude &+ half) &>> 12)
  }

  /// The low sixteen bits as a signed number: libvmaf keeps these values in sixteen bits, wrapping where they do not fit.
  @inline(__always)
  private static func narrowed(_ values: Words) -> Words { (values &<< 16) &>> 16 }

  /// libvmaf rounds the three sums to single precision and compares in double.
  @inline(__always)
  static func aligned(_ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words {
    let dot = o.horizontal &* t.horizontal &+ o.vertical &* t.vertical
    let reference = o.horizontal &* o.horizontal &+ o.vertical &* o.vertical
    let distorted = t.horizontal &* t.horizontal &+ t.vertical &* t.vertical
    @inline(__always)
    func half(_ dot: SIMD4<Int32>, _ o: SIMD4<Int32>, _ t: SIMD4<Int32>) -> SIMDMask<SIMD4<Int64>> {
      let a = SIMD4<Double>(SIMD4<Float>(dot))
      let bound = Double(Decoupling.cosineSquared) * SIMD4<Double>(SIMD4<Float>(o)) * SIMD4<Double>(SIMD4<Float>(t))
      return (a .>= 0) .& (a * a .>= bound)
    }
    return Decoupling.words(
      half(dot.lowHalf, reference.lowHalf, distorted.lowHalf),
      half(dot.highHalf, reference.highHalf, distorted.highHalf))
  }
}
