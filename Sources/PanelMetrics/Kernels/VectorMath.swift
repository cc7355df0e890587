/// Logarithm, exponential and powers of every lane: the C library's functions take one number a call.
///
/// Results are within 2 units in the last place of Float, and within 1e-15 relative of Double's range of use.
extension Lanes {
  /// One step of Horner's scheme, `self·x + constant` in one rounding.
  @inline(__always) func times(_ x: Self, plus constant: Scalar) -> Self {
    Self(repeating: constant).addingProduct(self, x)
  }

  /// Whether the lanes are Doubles: constant once specialised, so the longer series costs Float nothing.
  @inline(__always) static var isDouble: Bool { Scalar.significandBitCount > 30 }

  /// The logarithm to base 2 of positive, normal numbers.
  ///
  /// With `x = m·2^e`, `√½ ≤ m < √2` and `z = (m − 1)/(m + 1)`, `|z| < 0.172`: `ln m = 2·(z + z³/3 + z⁵/5 + …)`.
  @inline(__always) func log2() -> Self {
    let split = splitExponent()
    let one = Self(repeating: 1)
    // Mantissas come in 1…2; those above √2 are halved.
    let isLarge = split.mantissa .> Self(repeating: 1.414_213_562_373_095_1)
    let mantissa = split.mantissa.replacing(with: split.mantissa * Self(repeating: 0.5), where: isLarge)
    let exponent = split.exponent.replacing(with: split.exponent + one, where: isLarge)
    let z = (mantissa - one) / (mantissa + one)
    let square = z * z
    var n = Self.isDouble ? 23 : 9
    var series = Self(repeating: 1 / Scalar(n))
    while n > 1 {
      n &-= 2
      series = Self(repeating: 1 / Scalar(n)).addingProduct(series, square)
    }
    // 2/ln 2.
    return exponent.addingProduct(z * Self(repeating: 2.885_390_081_777_926_8), series)
  }

  /// 2 to the power of numbers within ±126.
  ///
  /// `2^x = 2^n · e^(f·ln 2)` with `n` the nearest integer and `|f| ≤ ½`: a Taylor polynomial.
  @inline(__always) func exp2() -> Self {
    let (whole, power) = nearestPowerOfTwo()
    // ln 2.
    let f = (self - whole) * Self(repeating: 0.693_147_180_559_945_3)
    let one = Self(repeating: 1)
    var n = Self.isDouble ? 13 : 7
    var sum = one
    while n > 0 {
      sum = one.addingProduct(f * Self(repeating: 1 / Scalar(n)), sum)
      n &-= 1
    }
    return sum * power
  }

  /// Positive numbers to a constant power, where the result is a normal number.
  @inline(__always) func power(_ exponent: Scalar) -> Self { (log2() * Self(repeating: exponent)).exp2() }

  /// The logistic function `1 / (1 + e^−t)`, for |t| < 80.
  @inline(__always) func logistic() -> Self {
    let one = Self(repeating: 1)
    // −log2 e.
    return one / (one + (self * Self(repeating: -1.442_695_040_888_963_4)).exp2())
  }
}

/// The access to a number's bits that the functions above are made of.
protocol FloatingLanes {
  /// The significand in 1..<2 and the exponent of positive normal numbers.
  func splitExponent() -> (mantissa: Self, exponent: Self)
  /// The nearest whole number n and 2ⁿ, where that is a normal number.
  func nearestPowerOfTwo() -> (whole: Self, power: Self)
}

// Adding 1.5·2^23 (Double: 1.5·2^52) leaves no room for a fraction: the sum is rounded to a whole number, and its last
// bits are that number in two's complement, ready to be moved into the exponent. A conversion to integers would be done
// lane by lane.

extension SIMD8: FloatingLanes where Scalar == Float {
  @inline(__always) func splitExponent() -> (mantissa: Self, exponent: Self) {
    let bits = unsafeBitCast(self, to: SIMD8<Int32>.self)
    let exponent = (bits &>> 23) &- 127
    let mantissa = (bits & 0x007F_FFFF) | 0x3F80_0000
    return (unsafeBitCast(mantissa, to: Self.self), Self(exponent))
  }

  @inline(__always) func nearestPowerOfTwo() -> (whole: Self, power: Self) {
    let magic: Float = 12_582_912
    let shifted = self + magic
    let bits = (unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23) &+ 0x3F80_0000
    return (shifted - magic, unsafeBitCast(bits, to: Self.self))
  }
}

extension SIMD4: FloatingLanes where Scalar == Double {
  @inline(__always) func splitExponent() -> (mantissa: Self, exponent: Self) {
    let bits = unsafeBitCast(self, to: SIMD4<Int64>.self)
    let exponent = (bits &>> 52) &- 1023
    let mantissa = (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000
    return (unsafeBitCast(mantissa, to: Self.self), Self(exponent))
  }

  @inline(__always) func nearestPowerOfTwo() -> (whole: Self, power: Self) {
    let magic = 6_755_399_441_055_744.0
    let shifted = self + magic
    let bits = (unsafeBitCast(shifted, to: SIMD4<Int64>.self) &<< 52) &+ 0x3FF0_0000_0000_0000
    return (shifted - magic, unsafeBitCast(bits, to: Self.self))
  }
}
