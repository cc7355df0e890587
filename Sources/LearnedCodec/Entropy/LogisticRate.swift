import Glibc

/// Bits of a value under a logistic density integrated over a unit interval, with derivatives.
///
/// `P(x) = σ((x + ½)/s) − σ((x − ½)/s)`, symmetric in x; with `a = (½ − |x|)/s` and `b = (−½ − |x|)/s`,
/// `ln P = ln σ(a) + ln σ(−b) + ln(1 − e^(−1/s))`, which loses no digits far from the mean.
enum LogisticRate {
  /// Bits of one value, and their derivatives by the value and by the scale.
  /// - Precondition: a positive scale.
  static func bits(_ x: Float, scale s: Float) -> (bits: Float, byValue: Float, byScale: Float) {
    let magnitude = abs(x)
    let inverse = 1 / s
    let a = (0.5 - magnitude) * inverse
    let c = (0.5 + magnitude) * inverse  // −b
    // e^−|a|, e^−c and e^−1/s are at most 1.
    let ea = expf(-abs(a))
    let ec = expf(-c)
    let e1 = expf(-inverse)
    let logSigmaA = min(a, 0) - log1pf(ea)
    let logSigmaC = -log1pf(ec)
    let remainder = max(1 - e1, 1e-30)
    let natural = logSigmaA + logSigmaC + logf(remainder)
    // d ln σ(t)/dt = σ(−t).
    let slopeA = a >= 0 ? ea / (1 + ea) : 1 / (1 + ea)
    let slopeC = ec / (1 + ec)
    let byMagnitude = (slopeC - slopeA) * inverse
    let byScale = -inverse * (a * slopeA + c * slopeC) - e1 / remainder * inverse * inverse
    let toBits: Float = -1.442695
    return (natural * toBits, (x < 0 ? -byMagnitude : byMagnitude) * toBits, byScale * toBits)
  }
}
