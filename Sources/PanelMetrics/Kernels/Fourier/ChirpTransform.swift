/// A transform of any length as a circular convolution: with `w_k = e^(−πi·k²/n)`, `X_k = w_k·Σ_j (x_j·w_j)·w*_(k−j)`.
///
/// Source: L. I. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio
/// and Electroacoustics 18 (1970).
struct ChirpTransform: Sendable {
  private let count: Int
  private let inner: SplitTransform
  private let chirp: [(re: Float, im: Float)]
  /// The transform of `w*`, divided by the inner length.
  private let spectrum: [(re: Float, im: Float)]

  /// Elements of each buffer: the length of the convolution.
  var bufferCount: Int { inner.count }

  init(_ count: Int) {
    self.count = count
    inner = Self.inner(2 * count - 1)
    let length = inner.count
    // k² is reduced before it becomes an angle, so that no digits are lost.
    let exact = (0..<count).map { StripTransform.factor($0 * $0 % (2 * count), 2 * count) }
    chirp = exact.map { (Float($0.re), Float($0.im)) }
    let table = (0..<length).map { StripTransform.factor($0, length) }
    let scale = 1 / Double(length)
    spectrum = (0..<length).map { k in
      var sum = (re: exact[0].re, im: -exact[0].im)
      for j in 1..<count {
        // w* at j and at −j is one number, and the two factors sum to 2·cos.
        let cosine = 2 * table[j * k % length].re
        sum.re += exact[j].re * cosine
        sum.im -= exact[j].im * cosine
      }
      return (Float(sum.re * scale), Float(sum.im * scale))
    }
  }

  /// The first length from `least` on that only 2, 3 and 5 divide.
  private static func inner(_ least: Int) -> SplitTransform {
    var length = least
    while true {
      var rest = length
      for prime in [2, 3, 5] { while rest % prime == 0 { rest /= prime } }
      if rest == 1, let transform = SplitTransform(length) { return transform }
      length += 1
    }
  }

  func run(_ source: Strip, _ first: Strip, _ second: Strip) -> Strip {
    multiply(source, chirp, into: first)
    for k in count..<inner.count {
      first.re[k] = SIMD8(repeating: 0)
      first.im[k] = SIMD8(repeating: 0)
    }
    let forward = inner.run(first, second, first)
    multiply(forward, spectrum, into: forward)
    let other = forward.re == first.re ? second : first
    let back = inner.run(forward.exchanged, other.exchanged, forward.exchanged).exchanged
    multiply(back, chirp, into: back)
    return back
  }

  private func multiply(_ source: Strip, _ factors: [(re: Float, im: Float)], into target: Strip) {
    for (k, w) in factors.enumerated() {
      let (re, im) = (source.re[k], source.im[k])
      target.re[k] = re * w.re - im * w.im
      target.im[k] = re * w.im + im * w.re
    }
  }
}
