/// The sum of logarithms of many positive numbers, at the price of one multiplication a number.
///
/// Lanes hold the product of the numbers' significands and the sum of their exponents; the product is brought back to
/// 1..<2 after every factor. One logarithm a lane is taken at the end.
struct LogarithmSum<Scalar: PixelScalar> {
  private var significands = Scalar.Vector(repeating: 1)
  private var exponents = Scalar.Vector(repeating: 0)

  /// Multiplies every lane's product; a factor of 1 changes nothing.
  @inline(__always)
  mutating func add(_ factors: Scalar.Vector) {
    let split = (significands * factors).splitExponent()
    significands = split.mantissa
    exponents = exponents + split.exponent
  }

  /// The sum over all lanes, to base 2.
  var log2: Double { Double(significands.log2().sum()) + Double(exponents.sum()) }
}
