/// Splits detail of the distorted picture into what it restores of the reference's and what it adds.
///
///     ratio    = clamp(t / o, 0, 1) in units of 2⁻¹⁵,   restored = ratio · o,   additive = t − restored
///
/// Where the gradients (h, v) of reference and distorted picture point the same way within one degree, detail above the
/// reference's counts as restored up to the enhancement gain limit: restored = min(limit · restored, t), by magnitude.
/// Source: Li, Zhang, Ma, Ngan, IEEE TMM 13(5), 2011; as libvmaf's `integer_adm.c` rounds it.
enum Decoupling {
  /// Eight coefficients of each orientation.
  struct Detail {
    let horizontal: Words
    let vertical: Words
    let diagonal: Words

    /// By orientation: horizontal, vertical, diagonal.
    @inline(__always)
    init(_ words: (Int) -> Words) {
      horizontal = words(0)
      vertical = words(1)
      diagonal = words(2)
    }

    @inline(__always)
    subscript(orientation: Int) -> Words {
      orientation == 0 ? horizontal : orientation == 1 ? vertical : diagonal
    }
  }

  /// Works through a row of the distorted picture's bands, given the reference's records of that row.
  static func row<Arithmetic: DecouplingArithmetic>(
    _ arithmetic: Arithmetic.Type, _ records: UnsafeRawPointer, _ bands: ADMBandRow, level: ADMLevel, gainLimit: Double,
    into target: MaskingRow
  ) {
    let factors = Detail { Words(repeating: $0 == 2 ? level.factors.diagonal : level.factors.straight) }
    var record = records
    var x = level.window.maskingColumns.lowerBound
    while x < level.window.maskingColumns.upperBound {
      let reference = Detail { arithmetic.coefficients(record, 8 &* $0) }
      let distorted = Detail { arithmetic.coefficients(bands[$0], x) }
      let ratios = Detail { arithmetic.ratio(record, $0, reference[$0], distorted[$0]) }
      let plain = Detail { arithmetic.restored(ratios[$0], reference[$0]) }
      let final = credited(plain, ratios: ratios, reference: reference, distorted: distorted, limit: gainLimit) {
        arithmetic.aligned(reference, distorted)
      }
      var around = Words.zero
      var centre = Words.zero
      arithmetic.mask(distorted[0] &- final[0], factors[0], isDiagonal: false, &around, &centre)
      arithmetic.mask(distorted[1] &- final[1], factors[1], isDiagonal: false, &around, &centre)
      arithmetic.mask(distorted[2] &- final[2], factors[2], isDiagonal: true, &around, &centre)
      let magnitudes = Detail { WideLanes.magnitude(arithmetic.weighted(final[$0], factors[$0])) }
      target.put(around: around, centre: centre &- around, magnitudes, x)
      record += arithmetic.recordBytes
      x &+= 8
    }
  }

  /// 1 in units of 2⁻¹⁵: the largest ratio.
  static let one: Int32 = 32768
  /// cos² of one degree, which libvmaf holds in single precision.
  static let cosineSquared: Float = 0.99969541350954785
  /// 2³⁰: what is divided by a coefficient so that a product stands for a division.
  static let reciprocalUnit = 0x1p30

  /// Bits `shift` to `shift` + 31 of a · b + rounding, for 0 < shift < 32.
  @inline(__always)
  static func product(_ a: Words, _ b: Words, rounding: Int64, shift: UInt64) -> Words {
    let half = Longs(repeating: rounding)
    let even = bits(WideLanes.evenProducts(a, b) &+ half, as: SIMD4<UInt64>.self)
    let odd = bits(WideLanes.evenProducts(oddWords(a), oddWords(b)) &+ half, as: SIMD4<UInt64>.self)
    return merged(even &>> SIMD4(repeating: shift), odd &<< SIMD4(repeating: 32 &- shift))
  }

  /// The low halves of `even` and the high halves of `odd`.
  @inline(__always)
  static func merged(_ even: SIMD4<UInt64>, _ odd: SIMD4<UInt64>) -> Words {
    bits(even & SIMD4(repeating: 0xFFFF_FFFF) | odd & SIMD4(repeating: 0xFFFF_FFFF_0000_0000))
  }

  /// `b` where the mask is set, else `a`.
  @inline(__always)
  static func choose(_ a: Words, _ b: Words, where mask: Words) -> Words { a & ~mask | b & mask }

  /// What is restored once enhancement is credited.
  /// - Parameters:
  ///   - restored: without it.
  ///   - ratios: by which it was restored.
  ///   - aligned: gives the mask of the coefficients whose gradients agree; only asked where it matters.
  @inline(__always)
  private static func credited(
    _ restored: Detail, ratios: Detail, reference: Detail, distorted: Detail, limit: Double, aligned: () -> Words
  ) -> Detail {
    let gained = Detail { enhanced(restored[$0], distorted[$0], reference[$0], limit) }
    let changes = Detail { change(restored[$0], gained[$0], ratios[$0], reference[$0]) }
    guard WideLanes.anyNegative(changes.horizontal | changes.vertical | changes.diagonal) else { return restored }
    let mask = aligned()
    return Detail { choose(restored[$0], gained[$0], where: changes[$0] & mask) }
  }

  /// `restored` times the limit, but not beyond the distorted coefficient.
  @inline(__always)
  private static func enhanced(_ restored: Words, _ distorted: Words, _ reference: Words, _ limit: Double) -> Words {
    let positive = WideLanes.greater(reference, .zero)
    if limit == 1 {
      return choose(WideLanes.maximum(restored, distorted), WideLanes.minimum(restored, distorted), where: positive)
    }
    @inline(__always)
    func half(_ restored: SIMD4<Int32>, _ distorted: SIMD4<Int32>, _ positive: SIMD4<Int32>) -> SIMD4<Int32> {
      let gained = SIMD4<Double>(restored) * limit
      let target = SIMD4<Double>(distorted)
      let above = gained.replacing(with: target, where: gained .> target)
      let below = gained.replacing(with: target, where: gained .< target)
      return truncated(above) & positive | truncated(below) & ~positive
    }
    return SIMD8(
      lowHalf: half(restored.lowHalf, distorted.lowHalf, positive.lowHalf),
      highHalf: half(restored.highHalf, distorted.highHalf, positive.highHalf))
  }

  /// Where crediting changes anything: a coefficient that is restored at all and comes out different.
  @inline(__always)
  private static func change(_ before: Words, _ after: Words, _ ratio: Words, _ reference: Words) -> Words {
    WideLanes.greater(ratio, .zero) & ~(WideLanes.equal(before, after) | WideLanes.equal(reference, .zero))
  }

  /// The whole part of numbers within 32 bits: 1.5 · 2⁵² leaves a double no bits for a fraction.
  @inline(__always)
  static func truncated(_ values: SIMD4<Double>) -> SIMD4<Int32> {
    let shifted = values.rounded(.towardZero) + 0x1.8p52
    return SIMD4<Int32>(truncatingIfNeeded: bits(shifted, as: SIMD4<Int64>.self))
  }

  /// 2³⁰ / value, cut to a whole number. No quotient lies within a double's rounding below the next whole number.
  @inline(__always)
  static func quotients(_ values: Words) -> Words {
    SIMD8(
      lowHalf: truncated(reciprocalUnit / SIMD4<Double>(values.lowHalf)),
      highHalf: truncated(reciprocalUnit / SIMD4<Double>(values.highHalf)))
  }

  /// A comparison of doubles as words with all bits set.
  @inline(__always)
  static func words(_ low: SIMDMask<SIMD4<Int64>>, _ high: SIMDMask<SIMD4<Int64>>) -> Words {
    SIMD8(
      lowHalf: SIMD4<Int32>(truncatingIfNeeded: bits(low, as: Longs.self)),
      highHalf: SIMD4<Int32>(truncatingIfNeeded: bits(high, as: Longs.self)))
  }
}

/// What differs between the finest level, of 16-bit coefficients, and the coarser ones, of 32-bit coefficients.
///
/// A row of the reference comes as records of eight columns, which begin with the coefficients by orientation.
protocol DecouplingArithmetic {
  /// Bytes of a record.
  static var recordBytes: Int { get }
  /// Writes one orientation of a record: the coefficients from column `x` of a band on, and what divides by them.
  static func keep(_ band: UnsafeRawPointer, _ x: Int, _ record: UnsafeMutableRawPointer, _ orientation: Int)
  /// Eight coefficients, from number `x` on.
  static func coefficients(_ place: UnsafeRawPointer, _ x: Int) -> Words
  /// t / o in units of 2⁻¹⁵, within 0…1.
  static func ratio(_ record: UnsafeRawPointer, _ orientation: Int, _ reference: Words, _ distorted: Words) -> Words
  /// ratio · o.
  static func restored(_ ratio: Words, _ reference: Words) -> Words
  /// Whether the gradients agree within one degree: (o·t)² ≥ cos² · |o|² · |t|² and o·t ≥ 0.
  static func aligned(_ o: Decoupling.Detail, _ t: Decoupling.Detail) -> Words
  /// A coefficient by its sensitivity.
  static func weighted(_ value: Words, _ factor: Words) -> Words
  /// Adds one orientation's share in masking: of a neighbour, and of the coefficient itself.
  static func mask(
    _ additive: Words, _ factor: Words, isDiagonal: Bool, _ around: inout Words, _ centre: inout Words)
}
