@testable import VMAFMetrics

// The logarithm comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// The two number types the float form of VMAF is computed in.
///
/// `Float` is what libvmaf's float extractors use and what scores and steers; `Double` is the same code for the checks
/// of derivatives and for showing where single precision rounds too much.
protocol PlainScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The binary logarithm.
  static func binaryLogarithm(_ x: Self) -> Self
}

extension Float: PlainScalar {
  /// libvmaf's approximation: the exponent, plus a polynomial of the mantissa that is exact at 1 and within 2.4e-7.
  ///
  /// Coefficients: libvmaf, `vif_tools.c`, `log2_poly_s`.
  static func binaryLogarithm(_ x: Float) -> Float {
    let fraction = Float(bitPattern: (x.bitPattern & 0x007F_FFFF) | 0x3F80_0000) - 1
    let exponent = Float(Int32(x.bitPattern >> 23) - 127)
    var sum: Float = -0.012_671_635_276_421
    sum = sum * fraction + 0.064_841_182_402_670
    sum = sum * fraction - 0.157_048_836_463_065
    sum = sum * fraction + 0.257_167_726_303_123
    sum = sum * fraction - 0.353_800_560_300_520
    sum = sum * fraction + 0.480_131_410_397_451
    sum = sum * fraction - 0.721_314_327_952_201
    sum = sum * fraction + 1.442_694_803_896_991
    return sum * fraction + exponent
  }
}

extension Double: PlainScalar {
  static func binaryLogarithm(_ x: Double) -> Double { log2(x) }
}
