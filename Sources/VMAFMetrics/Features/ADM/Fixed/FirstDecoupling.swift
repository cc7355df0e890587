/// Decoupling and contrast masking of the finest level: 16-bit coefficients.
///
/// A row of the reference comes as records of eight columns: three orientations of 16-bit coefficients, then their
/// reciprocals 2³⁰ / o, cut to whole numbers. Source of shifts and factors: libvmaf's `integer_adm.c`.
enum FirstDecoupling {
  /// Bytes of a record.
  static let recordBytes = 3 * 16 + 3 * 32
  /// Where the reciprocals begin in it.
  static let reciprocals = 48
  /// 1/30 in units of 2⁻¹⁷, and 1/15: a neighbour's and the centre's share in masking.
  private static let neighbourShare: Int32 = 4369
  private static let centreShare: Int32 = 8738

  /// Eight coefficients from 16 bits.
  @inline(__always)
  static func widened(_ place: UnsafeRawPointer, _ offset: Int) -> Words {
    Words(truncatingIfNeeded: place.vector(offset, as: SIMD8<Int16>.self))
  }

  /// Works through a row of the distorted picture's bands.
  static func row(
    _ records: UnsafeRawPointer, _ bands: ADMBandRow, level: ADMLevel, gainLimit: Double, into target: MaskingRow
  ) {
    let factors = (
      Words(repeating: level.factors.0), Words(repeating: level.factors.1), Words(repeating: level.factors.2)
    )
    var record = records
    var x = level.haloColumns.lowerBound
    while x < level.haloColumns.upperBound {
      let reference = Decoupling.Detail(
        horizontal: widened(record, 0), vertical: widened(record, 16), diagonal: widened(record, 32))
      let distorted = Decoupling.Detail(
        horizontal: widened(bands.horizontal, 2 &* x), vertical: widened(bands.vertical, 2 &* x),
        diagonal: widened(bands.diagonal, 2 &* x))
      let ratios = Decoupling.Detail(
        horizontal: ratio(record.vector(reciprocals), distorted.horizontal),
        vertical: ratio(record.vector(reciprocals &+ 32), distorted.vertical),
        diagonal: ratio(record.vector(reciprocals &+ 64), distorted.diagonal))
      let plain = Decoupling.Detail(
        horizontal: restored(ratios.horizontal, reference.horizontal),
        vertical: restored(ratios.vertical, reference.vertical),
        diagonal: restored(ratios.diagonal, reference.diagonal))
      let final = Decoupling.credited(
        plain, ratios: ratios, reference: reference, distorted: distorted, limit: gainLimit
      ) { aligned(reference, distorted) }
      var around = Words.zero
      var centre = Words.zero
      mask(distorted.horizontal &- final.horizontal, factors.0, 1 << 14, 15, &around, &centre)
      mask(distorted.vertical &- final.vertical, factors.1, 1 << 14, 15, &around, &centre)
      // The diagonal's rounding is one short of half: libvmaf holds it in sixteen bits.
      mask(distorted.diagonal &- final.diagonal, factors.2, 65535, 17, &around, &centre)
      target.put(
        around: around, centre: centre &- around,
        (
          WideLanes.magnitude(final.horizontal &* factors.0), WideLanes.magnitude(final.vertical &* factors.1),
          WideLanes.magnitude(final.diagonal &* factors.2)
        ), x)
      record += recordBytes
      x &+= 8
    }
  }

  /// t / o in units of 2⁻¹⁵, within 0…1.
  @inline(__always)
  private static func ratio(_ reciprocal: Words, _ distorted: Words) -> Words {
    let quotient = Decoupling.product(reciprocal, distorted, rounding: 1 << 14, shift: 15)
    return WideLanes.minimum(WideLanes.maximum(quotient, .zero), Words(repeating: Decoupling.one))
  }

  @inline(__always)
  private static func restored(_ ratio: Words, _ reference: Words) -> Words {
    (ratio &* reference &+ Words(repeating: 1 << 14)) &>> 15
  }

  /// Adds one orientation's share in masking: of a neighbour, and of the coefficient itself.
  @inline(__always)
  private static func mask(
    _ additive: Words, _ factor: Words, _ rounding: Int32, _ shift: Int32, _ around: inout Words,
    _ centre: inout Words
  ) {
    let weighted = narrowed((factor &* narrowed(additive) &+ Words(repeating: rounding)) &>> Words(repeating: shift))
    let magnitude = WideLanes.magnitude(weighted)
    let half = Words(repeating: 1 << 11)
    around &+= narrowed((Words(repeating: neighbourShare) &* magnitude &+ half) &>> 12)
    centre &+= narrowed((Words(repeating: centreShare) &* magnitude &+ half) &>> 12)
  }

  /// The low sixteen bits as a signed number: libvmaf keeps these values in sixteen bits, wrapping where they do not fit.
  @inline(__always)
  private static func narrowed(_ values: Words) -> Words { (values &<< 16) &>> 16 }

  /// Whether the gradients agree within one degree: (o·t)² ≥ cos² · |o|² · |t|² and o·t ≥ 0.
  ///
  /// libvmaf rounds the three sums to single precision and compares in double.
  @inline(__always)
  private static func aligned(_ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words {
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
