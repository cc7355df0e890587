/// Decoupling and contrast masking of the coarser levels: 32-bit coefficients.
///
/// A row of the reference comes as records of eight columns: three orientations of coefficients, of reciprocals and of
/// their shifts. A coefficient of more than fifteen bits is divided by its fifteen leading bits, rounded, and the
/// quotient shifted by the rest. Source of shifts and factors: libvmaf's `integer_adm.c`.
enum NextDecoupling {
  /// Bytes of a record.
  static let recordBytes = 9 * 32
  /// Where the reciprocals and the shifts begin in it.
  static let reciprocals = 96
  static let shifts = 192
  /// 1/30 and 1/15 in units of 2⁻³²: a neighbour's and the centre's share in masking.
  private static let neighbourShare: Int32 = 143_165_577
  private static let centreShare: Int32 = 286_331_153

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
        horizontal: record.vector(0), vertical: record.vector(32), diagonal: record.vector(64))
      let distorted = Decoupling.Detail(
        horizontal: bands.horizontal.vector(4 &* x), vertical: bands.vertical.vector(4 &* x),
        diagonal: bands.diagonal.vector(4 &* x))
      let ratios = Decoupling.Detail(
        horizontal: ratio(record, 0, reference.horizontal, distorted.horizontal),
        vertical: ratio(record, 32, reference.vertical, distorted.vertical),
        diagonal: ratio(record, 64, reference.diagonal, distorted.diagonal))
      let plain = Decoupling.Detail(
        horizontal: restored(ratios.horizontal, reference.horizontal),
        vertical: restored(ratios.vertical, reference.vertical),
        diagonal: restored(ratios.diagonal, reference.diagonal))
      let final = Decoupling.credited(
        plain, ratios: ratios, reference: reference, distorted: distorted, limit: gainLimit
      ) { aligned(reference, distorted) }
      var around = Words.zero
      var centre = Words.zero
      mask(distorted.horizontal &- final.horizontal, factors.0, &around, &centre)
      mask(distorted.vertical &- final.vertical, factors.1, &around, &centre)
      mask(distorted.diagonal &- final.diagonal, factors.2, &around, &centre)
      target.put(
        around: around, centre: centre &- around,
        (
          WideLanes.magnitude(weighted(final.horizontal, factors.0)),
          WideLanes.magnitude(weighted(final.vertical, factors.1)),
          WideLanes.magnitude(weighted(final.diagonal, factors.2))
        ), x)
      record += recordBytes
      x &+= 8
    }
  }

  /// t / o in units of 2⁻¹⁵, within 0…1.
  ///
  /// Only 0…1 counts, so t is held within 0…2·o first; then everything is positive and the quotient fits 32 bits.
  @inline(__always)
  private static func ratio(_ record: UnsafeRawPointer, _ offset: Int, _ reference: Words, _ distorted: Words) -> Words
  {
    let reciprocal: Words = record.vector(reciprocals &+ offset)
    let shift: Words = record.vector(shifts &+ offset)
    let sign = reference &>> 31
    let along = WideLanes.maximum((distorted ^ sign) &- sign, .zero)
    let held = WideLanes.minimumUnsigned(along, WideLanes.magnitude(reference) &<< 1)
    let low = Longs(repeating: 0xFFFF_FFFF)
    let even = WideLanes.shiftedRight(
      WideLanes.evenProductsUnsigned(reciprocal, held), by: bits(shift, as: Longs.self) & low)
    let odd = WideLanes.shiftedRight(
      WideLanes.evenProductsUnsigned(Decoupling.oddWords(reciprocal), Decoupling.oddWords(held)),
      by: bits(Decoupling.oddWords(shift)))
    // The shift stops one bit early and the last bit rounds.
    let quotient = (even | odd &<< 32)
    let rounded = (bits(quotient, as: SIMD8<UInt32>.self) &+ 1) &>> 1
    return WideLanes.minimum(bits(rounded), Words(repeating: Decoupling.one))
  }

  @inline(__always)
  private static func restored(_ ratio: Words, _ reference: Words) -> Words {
    Decoupling.product(ratio, reference, rounding: 1 << 14, shift: 15)
  }

  /// A coefficient by its sensitivity, in units of 2⁻⁴ of the coefficient's.
  @inline(__always)
  private static func weighted(_ value: Words, _ factor: Words) -> Words {
    Decoupling.product(value, factor, rounding: 1 << 27, shift: 28)
  }

  /// Adds one orientation's share in masking: of a neighbour, and of the coefficient itself.
  ///
  /// A half is taken away before the fraction is cut off where rounding would add it: in libvmaf the rounding constant
  /// 2³¹ becomes negative.
  @inline(__always)
  private static func mask(_ additive: Words, _ factor: Words, _ around: inout Words, _ centre: inout Words) {
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
      WideLanes.evenProductsUnsigned(Decoupling.oddWords(magnitude), factor) &- half, as: SIMD4<UInt64>.self)
    return Decoupling.merged(even &>> 32, odd)
  }

  /// Whether the gradients agree within one degree: (o·t)² ≥ cos² · |o|² · |t|² and o·t ≥ 0.
  ///
  /// libvmaf rounds the three 64-bit sums to single precision and compares in double. That moves either side by less
  /// than `margin`, so double precision decides all but the few that lie within it; these are computed exactly.
  @inline(__always)
  private static func aligned(_ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words {
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
