import Glibc

/// ColorVideoVDP's power function with a finite slope at 0: `(x + ε)ᵖ − εᵖ`, ε = 1e-5.
///
/// It is no mere guard: in a fourth root ε is worth .056, so small differences weigh less than the norms' formula says.
///
/// Source: gfxdisp/ColorVideoVDP, cvvdp_metric.py, `safe_pow`.
struct SafePower: Sendable {
  /// ε, as the program's single precision has it.
  static let epsilon: Float = 0.000_01

  private let exponent: Float
  private let atZero: Float

  /// The power p.
  init(_ exponent: Double) {
    self.exponent = Float(exponent)
    // By the same steps as a value's, so that 0 gives exactly 0.
    atZero = Vector(repeating: Self.epsilon).power(self.exponent)[0]
  }

  /// The powers of non-negative numbers.
  @inline(__always)
  func callAsFunction(_ x: Vector) -> Vector {
    (x + Vector(repeating: Self.epsilon)).power(exponent) - Vector(repeating: atZero)
  }

  /// The power of one non-negative number.
  static func value(_ x: Double, _ exponent: Double) -> Double {
    pow(x + Double(epsilon), exponent) - pow(Double(epsilon), exponent)
  }

  /// The square roots of three non-negative numbers.
  static func roots(_ x: SIMD3<Double>) -> SIMD3<Double> { SIMD3(value(x.x, 0.5), value(x.y, 0.5), value(x.z, 0.5)) }
}
