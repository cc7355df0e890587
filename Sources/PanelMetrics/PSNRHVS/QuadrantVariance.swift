/// How much of an 8×8 block's variance lies inside its four quadrants: small where the block holds an edge, whose energy
/// masks less than texture of the same energy does.
///
/// `Σ₄ var(quadrant)·16 / (var(block)·64)` with sample variances (n − 1), as the authors' MATLAB program and Xiph's C
/// have it; 0 for a flat block.
/// - Parameter rows: eight rows of eight samples.
@inline(__always)
func quadrantVarianceRatio(_ rows: UnsafePointer<SIMD8<Float>>) -> Float {
  // Moved by one of the samples: a flat block is exactly 0, and sums of squares lose less.
  let origin = SIMD8<Float>(repeating: rows[0][0])
  var sums = (top: SIMD8<Float>(repeating: 0), bottom: SIMD8<Float>(repeating: 0))
  var squares = sums
  for row in 0..<4 {
    let upper = rows[row] - origin
    let lower = rows[row + 4] - origin
    sums.top += upper
    sums.bottom += lower
    squares.top.addProduct(upper, upper)
    squares.bottom.addProduct(lower, lower)
  }
  @inline(__always) func scatter(_ sum: SIMD4<Float>, _ square: SIMD4<Float>) -> Double {
    let total = Double(sum.sum())
    return Double(square.sum()) - total * total / 16
  }
  let inside =
    scatter(sums.top.lowHalf, squares.top.lowHalf) + scatter(sums.top.highHalf, squares.top.highHalf)
    + scatter(sums.bottom.lowHalf, squares.bottom.lowHalf) + scatter(sums.bottom.highHalf, squares.bottom.highHalf)
  let total = Double((sums.top + sums.bottom).sum())
  let whole = Double((squares.top + squares.bottom).sum()) - total * total / 64
  guard whole > 0 else { return 0 }
  return Float(max(inside * (16.0 / 15) / (whole * (64.0 / 63)), 0))
}
