import Raster

/// One scale of SSIMULACRA 2 for one of the three colour planes: the reference's side, and the maps' norms.
///
/// With local means μ and moments s under the filter's window, reference a and distorted b, at every pixel
///
///     d = max(0, 1 − (1 − (μa − μb)²) · (2·(s_ab − μa·μb) + C2) / ((s_aa − μa²) + (s_bb − μb²) + C2))
///     e = (1 + |b − μb|) / (1 + |a − μa|) − 1
///
/// d is the structural error; e > 0 is an edge that the reference lacks (an artefact), e < 0 an edge that was lost. Each
/// of d, max(e, 0) and max(−e, 0) is pooled to its mean and to the fourth root of the mean of its fourth powers.
struct SSIMULACRA2Scale: Sendable {
  /// 0.03²: of SSIM, for values of 0…1.
  private static var c2: Float { 0.0009 }
  private static let filter = RecursiveGaussian(sigma: 1.5)

  private let plane: PaddedPlane<Float>
  private var means: [Float] = []
  private var variances: [Float] = []

  /// Computes the reference's means and variances.
  /// - Complexity: O(width · height)
  init(_ reference: PaddedPlane<Float>) {
    plane = reference
    let stride = reference.stride
    let width = reference.width
    var means = [Float](repeating: 0, count: stride * reference.height)
    var variances = means
    withPointers(reference.storage) { source in
      withMutablePointers(&means, &variances) { means, variances in
        BlurredRows(width: width, height: reference.height, stride: stride, filter: Self.filter, hasThird: false)
          .forEachGroup { row, first, second, _ in
            let a = source + row * stride
            for x in registers(width) {
              let value = a.lanes(x)
              first.store(value, x)
              second.store(value * value, x)
            }
          } body: { y, x, mean, square, _ in
            means.store(mean, y &* stride &+ x)
            variances.store(square - mean * mean, y &* stride &+ x)
          }
      }
    }
    self.means = means
    self.variances = variances
  }

  /// The maps' norms for a distorted plane of the reference's size, in the order of the weights: the means of structural
  /// errors, artefacts and lost edges, then their 4-norms.
  /// - Complexity: O(width · height)
  func norms(_ distorted: PaddedPlane<Float>) -> [Double] {
    let stride = plane.stride
    let width = plane.width
    let lastGroup = width - 8
    var (structure, artefact, lost) = (NormSum(), NormSum(), NormSum())
    withPointers(plane.storage, distorted.storage, means, variances) { reference, distorted, means, variances in
      BlurredRows(width: width, height: plane.height, stride: stride, filter: Self.filter, hasThird: true)
        .forEachGroup { row, first, second, third in
          let a = reference + row * stride
          let b = distorted + row * stride
          for x in registers(width) {
            let value = b.lanes(x)
            first.store(value, x)
            second.store(value * value, x)
            third.store(a.lanes(x) * value, x)
          }
        } body: { y, x, mean, square, product in
          let index = y &* stride &+ x
          let referenceMean = means.lanes(index)
          let error = Self.structuralError(referenceMean, variances.lanes(index), mean, square, product)
          let edge = Self.edgeChange(reference.lanes(index) - referenceMean, distorted.lanes(index) - mean)
          structure.add(error)
          artefact.add(edge.larger(.zero))
          lost.add((-edge).larger(.zero))
          if x >= lastGroup {
            endRow(&structure.row, into: &structure.totals)
            endRow(&artefact.row, into: &artefact.totals)
            endRow(&lost.row, into: &lost.totals)
          }
        }
    }
    let count = Double(width * plane.height)
    let totals = [structure.totals, artefact.totals, lost.totals]
    return totals.map { $0.0 / count } + totals.map { ($0.1 / count).squareRoot().squareRoot() }
  }

  @inline(__always)
  private static func structuralError(
    _ referenceMean: Vector, _ referenceVariance: Vector, _ mean: Vector, _ square: Vector,
    _ product: Vector
  ) -> Vector {
    let distance = referenceMean - mean
    let level = 1 - distance * distance
    let covariance = (product - referenceMean * mean) * 2 + c2
    let variances = (referenceVariance + (square - mean * mean)) + c2
    return (1 - level * covariance / variances).larger(.zero)
  }

  @inline(__always)
  private static func edgeChange(_ reference: Vector, _ distorted: Vector) -> Vector {
    let edge = reference.magnitudes
    return (distorted.magnitudes - edge) / (edge + 1)
  }
}

/// Sums of a map's values and of their fourth powers.
private struct NormSum {
  var row = (Vector.zero, Vector.zero)
  var totals = (0.0, 0.0)

  @inline(__always)
  mutating func add(_ values: Vector) {
    let squares = values * values
    row.0 += values
    row.1 += squares * squares
  }
}
