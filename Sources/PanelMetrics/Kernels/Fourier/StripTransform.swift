import Glibc

/// The discrete Fourier transform of any length, of eight sequences at once: `X_k = Σ_j x_j·e^(−2πi·jk/n)`.
///
/// Lengths whose prime factors are at most 13 are split by them, other lengths become a convolution with a chirp. Factors
/// are computed in Double; the error is a few units in the last place of the largest value.
enum StripTransform: Sendable {
  /// A length that is split.
  case split(SplitTransform)
  /// Any other length.
  case chirp(ChirpTransform)

  /// Prepares transforms of `count` numbers.
  /// - Precondition: at least two.
  init(_ count: Int) {
    precondition(count > 1, "a transform has at least two numbers")
    if let split = SplitTransform(count) {
      self = .split(split)
    } else {
      self = .chirp(ChirpTransform(count))
    }
  }

  /// Elements that each buffer of `run` must have.
  var bufferCount: Int {
    switch self {
    case .split(let split): return split.count
    case .chirp(let chirp): return chirp.bufferCount
    }
  }

  /// Transforms `source`; the result is in one of the two buffers, which is returned.
  /// - Precondition: `source` may be `second` but not `first`; both buffers hold `bufferCount` elements.
  /// - Complexity: O(count · log count)
  func run(_ source: Strip, _ first: Strip, _ second: Strip) -> Strip {
    switch self {
    case .split(let split): return split.run(source, first, second)
    case .chirp(let chirp): return chirp.run(source, first, second)
    }
  }

  /// The same with `e^(+2πi·jk/n)`; not divided by `count`.
  func runInverse(_ source: Strip, _ first: Strip, _ second: Strip) -> Strip {
    run(source.exchanged, first.exchanged, second.exchanged).exchanged
  }

  /// Cosine and negated sine of `2π·numerator/denominator`: the forward transform's factor.
  static func factor(_ numerator: Int, _ denominator: Int) -> (re: Double, im: Double) {
    let angle = 2 * Double.pi * Double(numerator % denominator) / Double(denominator)
    return (cos(angle), -sin(angle))
  }
}
