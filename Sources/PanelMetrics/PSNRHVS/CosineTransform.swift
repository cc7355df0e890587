import Glibc

/// The orthonormal 8×8 cosine transform (type II).
enum CosineTransform {
  /// `√(2/8)·cos((2n + 1)·k·π/16)`, row k, column n; the first row times √½.
  private static let basis: [Float] = (0..<64).map { index in
    let (k, n) = (index / 8, index % 8)
    return Float((k == 0 ? 0.5.squareRoot() : 1) * 0.5 * cos(Double((2 * n + 1) * k) * .pi / 16))
  }

  /// Transforms a block given by its rows, in place: columns first, then rows.
  ///
  /// Register k of the result holds horizontal frequency k, its lanes the vertical ones.
  @inline(__always) static func transform(_ block: UnsafeMutablePointer<SIMD8<Float>>) {
    withPointers(basis) { basis in
      withScratch(SIMD8<Float>.self, 8) { scratch in
        lines(block, basis, scratch)
        transposeBlock(scratch, block)
        lines(block, basis, scratch)
        block.update(from: scratch, count: 8)
      }
    }
  }

  /// Eight one-dimensional transforms: register n holds sample n of every line.
  @inline(__always) private static func lines(
    _ source: UnsafePointer<SIMD8<Float>>, _ basis: UnsafePointer<Float>, _ target: UnsafeMutablePointer<SIMD8<Float>>
  ) {
    for k in 0..<8 {
      var sum = source[0] * basis[8 &* k]
      for n in 1..<8 { sum.addProduct(source[n], SIMD8(repeating: basis[8 &* k &+ n])) }
      target[k] = sum
    }
  }
}
