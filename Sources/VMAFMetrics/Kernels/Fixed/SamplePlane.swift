import Raster

/// A plane of 16-bit code values whose rows have room behind them, so that kernels may read whole vectors.
struct SamplePlane {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Bytes from a row to the next.
  let stride: Int
  private let base: UnsafeMutableRawPointer

  /// Bytes that a plane of this size takes.
  static func bytes(width: Int, height: Int) -> Int { ScratchMemory.rounded(stride(width) * height) }

  private static func stride(_ width: Int) -> Int { ScratchMemory.rounded(2 * (width + 32)) }

  /// A plane of zeros.
  init(width: Int, height: Int, in memory: ScratchMemory) {
    self.width = width
    self.height = height
    stride = Self.stride(width)
    base = memory.take(Self.bytes(width: width, height: height))
  }

  /// Where row `y` begins.
  @inline(__always)
  func row(_ y: Int) -> UnsafeMutableRawPointer { base + y &* stride }

  /// Fills the plane with code values, rounded and held within 0…`peak`; what is not a number counts as 0.
  /// - Complexity: O(width · height)
  func fill(_ plane: Plane<Float>, peak: Int) {
    let top = SIMD8<Float>(repeating: Float(peak))
    plane.samples.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      for y in 0..<height {
        let from = start + 4 * y * width
        let to = row(y)
        var x = 0
        while x &+ 16 <= width {
          let low = codes(from.vector(4 &* x), top)
          let high = codes(from.vector(4 &* x &+ 32), top)
          to.put(SIMD16<UInt16>(lowHalf: low, highHalf: high), 2 &* x)
          x &+= 16
        }
        while x < width {
          to.put(codes(SIMD8(repeating: from.vector(4 &* x)), top)[0], 2 &* x)
          x &+= 1
        }
      }
    }
  }
}

/// Whole numbers of 0…65535: a single-precision number of at least 2²³ has no fraction bits, so adding 2²³ rounds (to
/// nearest, ties to even) and leaves the number in the low bits.
@inline(__always)
private func codes(_ values: SIMD8<Float>, _ peak: SIMD8<Float>) -> SIMD8<UInt16> {
  let positive = SIMD8<Float>.zero.replacing(with: values, where: values .> 0)
  let held = positive.replacing(with: peak, where: positive .> peak)
  return SIMD8(truncatingIfNeeded: bits(held + 0x1p23, as: SIMD8<UInt32>.self))
}
