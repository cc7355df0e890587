import Raster

/// Means, variances and covariance of a reference and a distorted plane under a symmetric window, at the positions where
/// the whole window lies inside.
///
/// Samples are first moved by −128: variances do not change, and sums of squares lose less. Each row of windows is summed
/// along the columns first, with the products formed on the way, and then along the row, so no whole plane is written in
/// between.
struct WindowMoments<Scalar: PixelScalar>: Sendable {
  typealias Vector = Scalar.Vector

  /// What a register's worth of positions holds.
  struct Group {
    /// Row of the first position.
    let y: Int
    /// Column of the first position.
    let x: Int
    /// Means of the moved samples.
    let referenceMean: Vector
    /// Variances of the reference.
    let referenceVariance: Vector
    /// Means of the moved samples.
    let distortedMean: Vector
    /// Variances of the distorted plane.
    let distortedVariance: Vector
    /// Covariances.
    let covariance: Vector
    /// 1 for positions, 0 for lanes past the row's end.
    let mask: Vector
  }

  /// Columns and rows of positions.
  let width: Int
  let height: Int
  /// Elements of a row of positions, whole registers.
  let rowLength: Int
  private let taps: [Scalar]
  private var means: [Scalar] = []
  private var variances: [Scalar] = []

  /// Computes the reference's means and variances.
  /// - Precondition: a plane that holds at least one window.
  /// - Complexity: O(width · height · taps)
  init(_ reference: PaddedPlane<Scalar>, _ window: SymmetricFilter) {
    taps = window.taps()
    width = reference.width - 2 * window.radius
    height = reference.height - 2 * window.radius
    rowLength = reference.paddedWidth
    precondition(width > 0 && height > 0, "a plane must hold its window")
    let length = rowLength
    var means = [Scalar](repeating: 0, count: length * height)
    var variances = means
    withMutablePointers(&means, &variances) { means, variances in
      forEachSum(reference, reference) { y, x, mean, square, _ in
        means.store(mean, y * length + x)
        variances.store(square - mean * mean, y * length + x)
      }
    }
    self.means = means
    self.variances = variances
  }

  /// Visits the reference's variances: row, column, variance, mask.
  @inline(__always)
  func forEachReferenceGroup(_ body: (Int, Int, Vector, Vector) -> Void) {
    let mask = RowMask<Scalar>(width: width)
    withPointers(variances) { variances in
      for y in 0..<height {
        for x in registers(width, Vector.scalarCount) {
          body(y, x, variances.lanes(y * rowLength + x), mask(x))
        }
      }
    }
  }

  /// Visits all positions from left to right, top to bottom, one register at a time.
  /// - Parameters:
  ///   - reference: the plane that the moments were computed of; it is not kept, because callers often have it anyway.
  ///   - distorted: a plane of its size, moved as it is.
  @inline(__always)
  func forEachGroup(_ reference: PaddedPlane<Scalar>, _ distorted: PaddedPlane<Scalar>, _ body: (Group) -> Void) {
    let length = rowLength
    let mask = RowMask<Scalar>(width: width)
    withPointers(means, variances) { means, variances in
      forEachSum(reference, distorted) { y, x, mean, square, product in
        let referenceMean = means.lanes(y * length + x)
        body(
          Group(
            y: y, x: x, referenceMean: referenceMean, referenceVariance: variances.lanes(y * length + x),
            distortedMean: mean, distortedVariance: square - mean * mean,
            covariance: product - referenceMean * mean, mask: mask(x)))
      }
    }
  }

  /// Visits the windowed means of y, y² and x·y.
  @inline(__always)
  private func forEachSum(
    _ reference: PaddedPlane<Scalar>, _ distorted: PaddedPlane<Scalar>,
    _ body: (Int, Int, Vector, Vector, Vector) -> Void
  ) {
    let stride = reference.stride
    let padded = rowLength
    let lanes = Vector.scalarCount
    let radius = taps.count - 1
    let length = padded + 2 * radius + lanes
    let (width, height) = (width, height)
    withPointers(reference.storage, distorted.storage, taps) { reference, distorted, taps in
      withScratch(Scalar.self, 3 * length) { means in
        let squares = means + length
        let products = squares + length
        means.update(repeating: 0, count: 3 * length)
        for y in 0..<height {
          for x in registers(padded, lanes) {
            let middle = (y + radius) * stride + x
            let weight = Vector(repeating: taps[radius])
            let middleDistorted = distorted.lanes(middle)
            var mean = weight * middleDistorted
            var square = weight * (middleDistorted * middleDistorted)
            var product = weight * (reference.lanes(middle) * middleDistorted)
            var upper = y * stride + x
            var lower = (y + 2 * radius) * stride + x
            for tap in 0..<radius {
              let weight = Vector(repeating: taps[tap])
              let a = distorted.lanes(upper)
              let b = distorted.lanes(lower)
              mean = mean.addingProduct(weight, a + b)
              square = square.addingProduct(weight, (a * a).addingProduct(b, b))
              product = product.addingProduct(
                weight, (reference.lanes(upper) * a).addingProduct(reference.lanes(lower), b))
              upper &+= stride
              lower &-= stride
            }
            means.store(mean, x)
            squares.store(square, x)
            products.store(product, x)
          }
          for x in registers(width, lanes) {
            @inline(__always) func windowed(_ row: UnsafeMutablePointer<Scalar>) -> Vector {
              SymmetricFilter.windowed(row, taps, radius, x)
            }
            body(y, x, windowed(means), windowed(squares), windowed(products))
          }
        }
      }
    }
  }
}
