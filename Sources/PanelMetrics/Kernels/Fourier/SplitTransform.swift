/// A transform whose length has small prime factors, in Stockham's self-sorting form: every pass reads one buffer and writes
/// the other in the order of the result.
///
/// Source: J. W. Cooley, J. W. Tukey, Math. Comp. 19 (1965); C. Van Loan, "Computational frameworks for the fast Fourier
/// transform" (1992), section 1.7.
struct SplitTransform: Sendable {
  /// Numbers a sequence has.
  let count: Int
  private let passes: [TransformPass]

  /// Prepares transforms of `count` numbers; nil where a prime above 13 divides it, for which a pass of its own costs more
  /// than a chirp's two transforms.
  init?(_ count: Int) {
    var rest = count
    var radices: [Int] = []
    for radix in [4, 2, 3, 5, 7, 11, 13] {
      while rest % radix == 0 {
        radices.append(radix)
        rest /= radix
      }
    }
    guard rest == 1 else { return nil }
    self.count = count
    var groups = count
    var stride = 1
    passes = radices.map { radix in
      groups /= radix
      defer { stride *= radix }
      return TransformPass(radix: radix, groups: groups, stride: stride)
    }
  }

  /// Transforms `source`; see `StripTransform.run`.
  func run(_ source: Strip, _ first: Strip, _ second: Strip) -> Strip {
    var from = source
    var to = first
    for pass in passes {
      pass.run(from, to)
      from = to
      to = to.re == first.re ? second : first
    }
    return from
  }
}
