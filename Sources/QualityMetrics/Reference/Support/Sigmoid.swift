/// The logistic function `1 / (1 + e^−t)` of every lane, for t in 0…6.
///
/// `e^−t` is the Taylor polynomial of `e^(−t/16)`, four times squared: relative error below 1e-6 in Float (order 6) and
/// 1e-14 in Double (order 13).
@inline(__always)
func sigmoid<Scalar: PixelScalar>(_ t: Scalar.Vector, _ type: Scalar.Type) -> Scalar.Vector {
  let order = Scalar.significandBitCount > 30 ? 13 : 6
  let one = Scalar.Vector(repeating: 1)
  let r = t * Scalar.Vector(repeating: -0.0625)
  var power = one
  var n = order
  while n > 0 {
    // Horner: 1 + r/n · (…).
    power = one.addingProduct(r * Scalar.Vector(repeating: 1 / Scalar(n)), power)
    n &-= 1
  }
  power = power * power
  power = power * power
  power = power * power
  power = power * power
  return one / (one + power)
}
