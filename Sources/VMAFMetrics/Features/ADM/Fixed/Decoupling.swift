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
    var horizontal: Words
    var vertical: Words
    var diagonal: Words
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

  /// The odd words in the places of the even ones.
  @inline(__always)
  static func oddWords(_ a: Words) -> Words { bits(bits(a, as: SIMD4<UInt64>.self) &>> 32) }

  /// `b` where the mask is set, else `a`.
  @inline(__always)
  static func choose(_ a: Words, _ b: Words, where mask: Words) -> Words { a & ~mask | b & mask }

  /// What is restored once enhancement is credited.
  /// - Parameters:
  ///   - restored: without it.
  ///   - ratios: by which it was restored.
  ///   - aligned: gives the mask of the coefficients whose gradients agree; only asked where it matters.
  @inline(__always)
  static func credited(
    _ restored: Detail, ratios: Detail, reference: Detail, distorted: Detail, limit: Double, aligned: () -> Words
  ) -> Detail {
    let h = enhanced(restored.horizontal, distorted.horizontal, reference.horizontal, limit)
    let v = enhanced(restored.vertical, distorted.vertical, reference.vertical, limit)
    let d = enhanced(restored.diagonal, distorted.diagonal, reference.diagonal, limit)
    let changes = Detail(
      horizontal: change(restored.horizontal, h, ratios.horizontal, reference.horizontal),
      vertical: change(restored.vertical, v, ratios.vertical, reference.vertical),
      diagonal: change(restored.diagonal, d, ratios.diagonal, reference.diagonal))
    guard WideLanes.anyNegative(changes.horizontal | changes.vertical | changes.diagonal) else { return restored }
    let mask = aligned()
    return Detail(
      horizontal: choose(restored.horizontal, h, where: changes.horizontal & mask),
      vertical: choose(restored.vertical, v, where: changes.vertical & mask),
      diagonal: choose(restored.diagonal, d, where: changes.diagonal & mask))
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

  /// A comparison of doubles as words with all bits set.
  @inline(__always)
  static func words(_ low: SIMDMask<SIMD4<Int64>>, _ high: SIMDMask<SIMD4<Int64>>) -> Words {
    SIMD8(
      lowHalf: SIMD4<Int32>(truncatingIfNeeded: bits(low, as: Longs.self)),
      highHalf: SIMD4<Int32>(truncatingIfNeeded: bits(high, as: Longs.self)))
  }
}
