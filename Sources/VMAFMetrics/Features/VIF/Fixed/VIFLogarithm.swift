// The logarithm comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Base-2 logarithms in steps of 1/2048, as fixed-point VIF takes them: of a number's sixteen leading bits.
///
///     log(x) = 2048 · e + table[f],   x = 2^e · (1 + (f + rest) / 2¹⁵),  0 ≤ f < 2¹⁵, the rest cut off
///
/// The number is held as a double, which has e and f ready in its bits. Source: libvmaf's `integer_vif.h`, whose table
/// rounds 2048 · log2 of single precision.
struct VIFLogarithm: Sendable {
  /// The table, made once.
  static let shared = VIFLogarithm()

  /// 2048 · (log2(2¹⁵ + f) − 15), rounded, for each f below 2¹⁵.
  let table: [UInt16]

  private init() {
    table = (0..<32768).map { fraction in
      let logarithm = Float(log2(Double(32768 + fraction)))
      return UInt16((logarithm * 2048).rounded(.toNearestOrAwayFromZero)) - 15 * 2048
    }
  }

  /// Where a positive double's f stands in its bits.
  static let fractionShift: UInt64 = 52 - 15
  /// The bits of f once they are shifted down.
  static let fractionMask: UInt64 = 0x7FFF
}
