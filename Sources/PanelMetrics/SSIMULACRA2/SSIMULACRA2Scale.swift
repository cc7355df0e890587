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
  /// Mean and 4-norm of one map.
  struct Norms: Sendable, Equatable {
    var mean = 0.0
    var fourth = 0.0
  }

  /// The three maps' norms, in the order of the weights.
  struct MapNorms: Sendable, Equatable {
    var structure = Norms()
    var artefact = Norms()
    var lost = Norms()
  }

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
    means.withUnsafeMutableBufferPointer { means in
      variances.withUnsafeMutableBufferPointer { variances in
        reference.storage.withUnsafeBufferPointer { source in
          guard let means = means.baseAddress, let variances = variances.baseAddress, let source = source.baseAddress
          else { return }
          BlurredRows(width: width, height: reference.height, stride: stride, filter: Self.filter, hasThird: false)
            .forEachGroup { row, first, second, _ in
              let a = source + row * stride
              var x = 0
              while x < width {
                let value = a.lanes(x)
                first.store(value, x)
                second.store(value * value, x)
                x &+= 8
              }
            } body: { y, x, mean, square, _ in
              means.store(mean, y &* stride &+ x)
              variances.store(square - mean * mean, y &* stride &+ x)
            }
        }
      }
    }
    self.means = means
    self.variances = variances
  }

  /// The maps' norms for a distorted plane of the reference's size.
  /// - Complexity: O(width · height)
  func norms(_ distorted: PaddedPlane<Float>) -> MapNorms {
    let stride = plane.stride
    let width = plane.width
    let lastGroup = width - 8
    var structure = NormSum()
    var artefact = NormSum()
    var lost = NormSum()
    plane.storage.withUnsafeBufferPointer { reference in
      distorted.storage.withUnsafeBufferPointer { distorted in
        means.withUnsafeBufferPointer { means in
          variances.withUnsafeBufferPointer { variances in
            guard let reference = reference.baseAddress, let distorted = distorted.baseAddress,
              let means = means.baseAddress, let variances = variances.baseAddress
            else { return }
            BlurredRows(width: width, height: plane.height, stride: stride, filter: Self.filter, hasThird: true)
              .forEachGroup { row, first, second, third in
                let a = reference + row * stride
                let b = distorted + row * stride
                var x = 0
                while x < width {
                  let value = b.lanes(x)
                  first.store(value, x)
                  second.store(value * value, x)
                  third.store(a.lanes(x) * value, x)
                  x &+= 8
                }
              } body: { y, x, mean, square, product in
                let index = y &* stride &+ x
                let referenceMean = means.lanes(index)
                structure.add(
                  Self.structuralError(referenceMean, variances.lanes(index), mean, square, product))
                let edge = Self.edgeChange(
                  reference.lanes(index) - referenceMean, distorted.lanes(index) - mean)
                artefact.add(edge.larger(.zero))
                lost.add((-edge).larger(.zero))
                if x >= lastGroup {
                  structure.endRow()
                  artefact.endRow()
                  lost.endRow()
                }
              }
          }
        }
      }
    }
    let count = width * plane.height
    return MapNorms(
      structure: structure.norms(count), artefact: artefact.norms(count), lost: lost.norms(count))
  }

  @inline(__always)
  private static func structuralError(
    _ referenceMean: SIMD8<Float>, _ referenceVariance: SIMD8<Float>, _ mean: SIMD8<Float>, _ square: SIMD8<Float>,
    _ product: SIMD8<Float>
  ) -> SIMD8<Float> {
    let distance = referenceMean - mean
    let level = 1 - distance * distance
    let covariance = (product - referenceMean * mean) * 2 + c2
    let variances = (referenceVariance + (square - mean * mean)) + c2
    return (1 - level * covariance / variances).larger(.zero)
  }

  @inline(__always)
  private static func edgeChange(_ reference: SIMD8<Float>, _ distorted: SIMD8<Float>) -> SIMD8<Float> {
    let edge = reference.magnitudes
    return (distorted.magnitudes - edge) / (edge + 1)
  }
}

/// Sums of a map's values and of their fourth powers: rows in Float, the picture in Double.
private struct NormSum {
  private var row = (values: SIMD8<Float>.zero, fourths: SIMD8<Float>.zero)
  private var total = (values: 0.0, fourths: 0.0)

  @inline(__always)
  mutating func add(_ values: SIMD8<Float>) {
    let squares = values * values
    row.values += values
    row.fourths += squares * squares
  }

  @inline(__always)
  mutating func endRow() {
    total.values += Double(row.values.sum())
    total.fourths += Double(row.fourths.sum())
    row = (.zero, .zero)
  }

  func norms(_ count: Int) -> SSIMULACRA2Scale.Norms {
    let mean = total.fourths / Double(count)
    return .init(mean: total.values / Double(count), fourth: mean.squareRoot().squareRoot())
  }
}
