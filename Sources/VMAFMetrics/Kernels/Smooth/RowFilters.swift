/// Symmetric filters along a row and across rows, the inner loops of VIF.
///
/// `taps[0]` is the centre, `taps[k]` the weight of both neighbours at distance k. Columns come in vectors; the tail
/// beyond `count` is computed from what lies there and may be anything finite.
enum RowFilters<L: VMAFLanes> {
  /// `output[j] = Σ_k taps[|k|] · input[j + k]` for `count` columns, rounded up to 32.
  @inline(__always)
  static func horizontal(
    _ input: UnsafePointer<L.Scalar>, _ output: UnsafeMutablePointer<L.Scalar>, count: Int,
    taps: UnsafePointer<L.Scalar>, radius: Int
  ) {
    var column = 0
    while column < count {
      let center = L(taps[0])
      let p = input + column
      var sum0 = center * L.load(p)
      var sum1 = center * L.load(p + 8)
      var sum2 = center * L.load(p + 16)
      var sum3 = center * L.load(p + 24)
      var k = 1
      while k <= radius {
        let tap = L(taps[k])
        sum0 = sum0.adding(tap, times: L.load(p - k) + L.load(p + k))
        sum1 = sum1.adding(tap, times: L.load(p + 8 - k) + L.load(p + 8 + k))
        sum2 = sum2.adding(tap, times: L.load(p + 16 - k) + L.load(p + 16 + k))
        sum3 = sum3.adding(tap, times: L.load(p + 24 - k) + L.load(p + 24 + k))
        k &+= 1
      }
      sum0.store(output + column)
      sum1.store(output + column + 8)
      sum2.store(output + column + 16)
      sum3.store(output + column + 24)
      column &+= 32
    }
  }

  /// Eight columns of four neighbouring rows, filtered down the columns; `input` is at the first row's centre.
  ///
  /// The four windows overlap, so each step loads two rows for eight additions and products.
  @inline(__always)
  static func vertical(
    _ input: UnsafePointer<L.Scalar>, stride: Int, taps: UnsafePointer<L.Scalar>, radius: Int
  ) -> (L, L, L, L) {
    let center = L(taps[0])
    var low0 = L.load(input)
    var low1 = L.load(input + stride)
    var low2 = L.load(input + 2 &* stride)
    var low3 = L.load(input + 3 &* stride)
    var (high0, high1, high2, high3) = (low0, low1, low2, low3)
    var sum0 = center * low0
    var sum1 = center * low1
    var sum2 = center * low2
    var sum3 = center * low3
    var above = input
    var below = input + 3 &* stride
    var k = 1
    while k <= radius {
      let tap = L(taps[k])
      above -= stride
      below += stride
      (low3, low2, low1, low0) = (low2, low1, low0, L.load(above))
      (high0, high1, high2, high3) = (high1, high2, high3, L.load(below))
      sum0 = sum0.adding(tap, times: low0 + high0)
      sum1 = sum1.adding(tap, times: low1 + high1)
      sum2 = sum2.adding(tap, times: low2 + high2)
      sum3 = sum3.adding(tap, times: low3 + high3)
      k &+= 1
    }
    return (sum0, sum1, sum2, sum3)
  }
}
