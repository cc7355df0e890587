import Raster

@testable import VMAFMetrics

/// One level of the two-dimensional Daubechies wavelet with four taps (db2), and its adjoint.
///
/// `low(i) = Σ_k lo(k)·x(m(2i − 1 + k))`, along columns then rows; ⌈n/2⌉ outputs. The border is mirrored about the first
/// sample at the start (−1 ↦ 1) and about the outer edge at the end (n ↦ n − 1, n + 1 ↦ n − 2), as libvmaf does.
/// Taps: I. Daubechies, "Orthonormal bases of compactly supported wavelets", 1988, Table 1, N = 2.
enum PlainWavelet<Scalar: PlainScalar> {
  static var low: [Scalar] { [0.482962913144690, 0.836516303737469, 0.224143868041857, -0.129409522550921] }
  static var high: [Scalar] { [-0.129409522550921, -0.224143868041857, 0.836516303737469, -0.482962913144690] }

  /// The four bands of a level: low-pass, and the horizontal, vertical and diagonal details.
  struct Bands: Sendable {
    /// Low-pass in both directions.
    var a: Plane<Scalar>
    /// High-pass along columns, low-pass along rows: horizontal structures.
    var h: Plane<Scalar>
    /// Low-pass along columns, high-pass along rows.
    var v: Plane<Scalar>
    /// High-pass in both directions.
    var d: Plane<Scalar>

    init(width: Int, height: Int) {
      a = Plane(width: width, height: height, repeating: 0)
      h = a
      v = a
      d = a
    }
  }

  private static func source(_ output: Int, _ tap: Int, _ count: Int) -> Int {
    let index = 2 * output - 1 + tap
    return index < 0 ? -index : (index >= count ? 2 * count - 1 - index : index)
  }

  /// The bands of a plane.
  /// - Precondition: at least two samples in each direction.
  /// - Complexity: O(width · height)
  static func apply(_ input: Plane<Scalar>) -> Bands {
    let width = input.width
    let height = input.height
    precondition(width > 1 && height > 1, "a wavelet level needs two samples in each direction")
    let low = Self.low
    let high = Self.high
    var bands = Bands(width: (width + 1) / 2, height: (height + 1) / 2)
    var lowRow = [Scalar](repeating: 0, count: width)
    var highRow = lowRow
    for row in 0..<bands.a.height {
      for column in 0..<width {
        var lowSum: Scalar = 0
        var highSum: Scalar = 0
        for tap in 0..<4 {
          let value = input.samples[source(row, tap, height) * width + column]
          lowSum += low[tap] * value
          highSum += high[tap] * value
        }
        lowRow[column] = lowSum
        highRow[column] = highSum
      }
      for column in 0..<bands.a.width {
        let index = row * bands.a.width + column
        for tap in 0..<4 {
          let position = source(column, tap, width)
          bands.a.samples[index] += low[tap] * lowRow[position]
          bands.v.samples[index] += high[tap] * lowRow[position]
          bands.h.samples[index] += low[tap] * highRow[position]
          bands.d.samples[index] += high[tap] * highRow[position]
        }
      }
    }
    return bands
  }

  /// The transpose of `apply` for a plane of `width` × `height`.
  /// - Complexity: O(width · height)
  static func applyAdjoint(_ bands: Bands, width: Int, height: Int) -> Plane<Scalar> {
    let low = Self.low
    let high = Self.high
    var output = Plane<Scalar>(width: width, height: height, repeating: 0)
    var lowRow = [Scalar](repeating: 0, count: width)
    var highRow = lowRow
    for row in 0..<bands.a.height {
      for column in 0..<width {
        lowRow[column] = 0
        highRow[column] = 0
      }
      for column in 0..<bands.a.width {
        let index = row * bands.a.width + column
        for tap in 0..<4 {
          let position = source(column, tap, width)
          lowRow[position] += low[tap] * bands.a.samples[index] + high[tap] * bands.v.samples[index]
          highRow[position] += low[tap] * bands.h.samples[index] + high[tap] * bands.d.samples[index]
        }
      }
      for tap in 0..<4 {
        let start = source(row, tap, height) * width
        for column in 0..<width {
          output.samples[start + column] += low[tap] * lowRow[column] + high[tap] * highRow[column]
        }
      }
    }
    return output
  }
}
