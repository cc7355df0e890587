import Raster

/// How much information the two pictures of a pair share at each position of a band: the weights of IW-SSIM.
///
/// A Gaussian scale mixture: neighbourhoods y of N samples (3×3, and the parent in the next coarser band where there is one)
/// have covariance C with eigenvalues λ_k and local scale `s² = yᵀ·C⁻¹·y/N`. The distortion is a gain g and noise of variance
/// v, found in 3×3 windows, and both pictures pass a visual channel of noise σ² = 0.4. Then
///
///     w = Σ_k log2(1 + ((v + (1 + g²)·σ²)·s²·λ_k + σ²·v)/σ⁴)
///
/// Source: Z. Wang, Q. Li, "Information content weighting for perceptual image quality assessment", IEEE TIP 20 (2011),
/// equations 15 to 28. Directions in which C has no variance add nothing; piq fails there.
struct InformationContent: Sendable {
  /// σ² of the paper, section III.
  private static let noise = 0.4
  /// Where the 11×11 window of the similarity has its centre in the first position.
  private static let offset = 5
  /// Eigenvalues below this share of the largest are rounding noise of Double's sums.
  private static let rank = 1e-13
  /// Variances below this count as none: the unit roundoff, as in the programs. The gain g is a quotient of variances, which
  /// is why bands and weights are in Double.
  private static let tiny = Double.ulpOfOne

  /// Elements of a row of weights: whole registers of Float.
  let rowLength: Int
  private let width: Int
  private let height: Int
  private let eigenvalues: [Double]
  /// s²/σ⁴ of the reference. Its local means and variances, twice as much memory, are found again for every picture.
  private let scales: [Double]

  /// Computes what depends on the reference alone.
  /// - Parameters:
  ///   - band: a band of at least 11×11 samples.
  ///   - parent: the next coarser band.
  /// - Complexity: O(width · height)
  init(_ band: Plane<Double>, parent: Plane<Double>?) {
    width = band.width - 2 * Self.offset
    height = band.height - 2 * Self.offset
    rowLength = (width + 7) / 8 * 8
    let neighbours = Neighbourhoods(band, parent: parent)
    let eigen = SymmetricEigen(neighbours.covariance)
    let largest = eigen.values.reduce(0, max)
    let kept = eigen.values.indices.filter { eigen.values[$0] > Self.rank * largest && eigen.values[$0] > 0 }
    eigenvalues = kept.map { eigen.values[$0] }
    let whitening = kept.map { k in eigen.vectors[k].map { $0 / eigen.values[k].squareRoot() } }
    let scale = 1 / (Double(neighbours.count) * Self.noise * Self.noise)
    scales = neighbours.squaredLengths(
      whitening, scale: scale, from: Self.offset, width: width, height: height, rowLength: rowLength)
  }

  /// The weights for a distorted band: `rowLength` a row, at the positions where an 11×11 window fits.
  /// - Parameter band: the reference's band once more; it is not kept.
  /// - Complexity: O(width · height)
  func weights(_ band: Plane<Double>, _ distorted: Plane<Double>) -> [Double] {
    let (width, height, length, stride) = (width, height, rowLength, band.width)
    return [Double](count: length * height) { target in
      withPointers(band.samples, distorted.samples) { reference, distorted in
        withScratch(Double.self, 3 * (length + 16)) { sums in
          sums.update(repeating: 0, count: 3 * (length + 16))
          let squares = sums + length + 16
          let products = squares + length + 16
          for y in 0..<height {
            let first = (y + Self.offset - 1) * stride + Self.offset - 1
            let (second, third) = (first + stride, first + 2 * stride)
            for x in 0..<(width + 2) {
              let (a, b, c) = (distorted[first &+ x], distorted[second &+ x], distorted[third &+ x])
              sums[x] = a + b + c
              squares[x] = a * a + b * b + c * c
              products[x] = reference[first &+ x] * a + reference[second &+ x] * b + reference[third &+ x] * c
            }
            weighRow(
              (reference + first, reference + second, reference + third), (sums, squares, products), y * length,
              target)
          }
        }
      }
    }
  }

  /// One row of weights from three rows of the reference, and from sums over three rows: of the distorted band, of its
  /// squares, and of its products with the reference.
  private func weighRow(
    _ rows: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>),
    _ sums: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>), _ start: Int,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let ninth = 1.0 / 9
    let zero = SIMD4<Double>(repeating: 0)
    let one = SIMD4<Double>(repeating: 1)
    let tiny = SIMD4<Double>(repeating: Self.tiny)
    let count = eigenvalues.count
    @inline(__always) func mean(_ row: UnsafeMutablePointer<Double>, _ x: Int) -> SIMD4<Double> {
      (row.lanes(x) + row.lanes(x &+ 1) + row.lanes(x &+ 2)) * ninth
    }
    withPointers(scales, eigenvalues) { scales, eigenvalues in
      for x in registers(rowLength, 4) {
        let index = start &+ x
        let distortedMean = mean(sums.0, x)
        let (referenceMean, reference) = Self.moments(rows, x)
        let distorted = (mean(sums.1, x) - distortedMean * distortedMean).larger(zero)
        let covariance = mean(sums.2, x) - referenceMean * distortedMean
        let isFlat = tiny .> reference
        let isEmpty = tiny .> distorted
        var gain = covariance / reference.larger(tiny)
        var rest = (distorted - gain * covariance).larger(zero)
        gain = gain.replacing(with: zero, where: isFlat)
        rest = rest.replacing(with: distorted, where: isFlat)
        gain = gain.replacing(with: zero, where: isEmpty)
        rest = rest.replacing(with: zero, where: isEmpty)
        let slope = (rest + (one + gain * gain) * Self.noise) * scales.lanes(index)
        let base = one + rest * (1 / Self.noise)
        // Two factors at a time stay far within the range of exponents.
        var product = one
        var exponent = zero
        var k = 0
        while k < count {
          product = product * base.addingProduct(slope, SIMD4(repeating: eigenvalues[k]))
          k &+= 1
          if k & 1 == 0 || k == count {
            let split = product.splitExponent()
            product = split.mantissa
            exponent = exponent + split.exponent
          }
        }
        target.store(exponent + product.log2(), index)
      }
    }
  }

  /// Means and variances of the reference in the 3×3 windows whose corner is in column `x` of three rows.
  @inline(__always)
  private static func moments(
    _ rows: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>), _ x: Int
  ) -> (mean: SIMD4<Double>, variance: SIMD4<Double>) {
    var sum = SIMD4<Double>(repeating: 0)
    var squares = sum
    @inline(__always) func add(_ row: UnsafePointer<Double>) {
      for column in 0..<3 {
        let value = row.lanes(x &+ column)
        sum = sum + value
        squares = squares + value * value
      }
    }
    add(rows.0)
    add(rows.1)
    add(rows.2)
    let variance = squares / SIMD4(repeating: 9) - sum * sum / SIMD4(repeating: 81)
    return (sum / SIMD4(repeating: 9), variance.larger(SIMD4(repeating: 0)))
  }
}
