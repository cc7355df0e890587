/// A symmetric filter in the form in which `WideLanes.pairSums` applies it: two outputs at once from pairs of samples.
///
/// The samples around two neighbouring outputs 2m and 2m + 1 are taken in pairs (2m + 2k, 2m + 2k + 1). One product of
/// pairs adds two taps of the even output, another two taps of the odd one, so a filter of n taps costs about n + 1
/// products for two outputs and no shuffling. Down a column the pairs are interleaved rows; along a row they are
/// simply neighbours in memory. Either way the same table serves.
///
/// Samples are held as 16-bit signed numbers with `bias` subtracted; the taps add up to 2¹⁶, so every sum comes out
/// smaller by bias · 2¹⁶ = 2³¹, which `restored` adds again modulo 2³².
struct PairTaps {
  /// What is subtracted from a sample to make it signed.
  static let bias: UInt16 = 0x8000

  /// One product: which pair, and its two coefficients for the even and for the odd output.
  struct Term {
    /// k of the pair (2m + 2k, 2m + 2k + 1).
    let pair: Int
    /// Two 16-bit coefficients of the even output, the first in the low half.
    let even: Int32
    /// Two 16-bit coefficients of the odd output.
    let odd: Int32
  }

  /// The products, by rising pair.
  let terms: [Term]
  /// How many pairs the filter reaches to either side.
  let reach: Int
  /// How many samples it reaches to either side.
  let half: Int

  /// - Precondition: an odd number of taps that add up to 65536, none above 65535.
  init(_ taps: [Int]) {
    precondition(taps.count % 2 == 1 && taps.reduce(0, +) == 65536, "taps of a smoothing filter")
    half = taps.count / 2
    reach = (half + 1) / 2
    terms = Self.products(taps, reach: reach)
  }

  private static func products(_ taps: [Int], reach: Int) -> [Term] {
    let half = taps.count / 2
    func tap(_ offset: Int) -> Int { abs(offset) <= half ? taps[offset + half] : 0 }
    var products: [Term] = []
    for pair in -reach...reach {
      var rest = [tap(2 * pair), tap(2 * pair + 1), tap(2 * pair - 1), tap(2 * pair)]
      // A coefficient above 32767 does not fit 16 signed bits and is applied in two parts.
      while rest.contains(where: { $0 > 0 }) {
        let part = rest.map { min($0, Int(Int16.max)) }
        products.append(Term(pair: pair, even: join(part[0], part[1]), odd: join(part[2], part[3])))
        rest = zip(rest, part).map { $0 - $1 }
      }
    }
    return products
  }

  /// Takes the bias of the samples out of a sum.
  @inline(__always)
  static func restored(_ sum: Words) -> SIMD8<UInt32> { bits(sum ^ Words(repeating: Int32.min)) }

  /// Adds or takes away the bias of sixteen samples.
  @inline(__always)
  static func biased(_ samples: Samples) -> Samples { samples ^ Samples(repeating: Int16.min) }
}

private func join(_ low: Int, _ high: Int) -> Int32 { Int32(truncatingIfNeeded: high << 16 | low) }
