import AuditRecord
import MetricKit
import Raster

/// Gradient magnitude similarity deviation of luma.
///
/// Measures how unevenly edges suffer: luma is halved (means of 2×2 blocks), Prewitt's gradient magnitudes a and b are
/// compared at each position, `q = (2·a·b + T) / (a² + b² + T)`, T = 170, and the score is the standard deviation of q.
///
/// Source: W. Xue, L. Zhang, X. Mou, A. C. Bovik, "Gradient magnitude similarity deviation: a highly efficient perceptual
/// image quality index", IEEE TIP 23 (2014), equations 3 to 6. Range 0…1, 0 for identical pictures, symmetric. Lower is
/// better. Agrees with `piq.gmsd`, which divides by n; the authors' `GMSD.m` divides by n − 1.
public struct GMSD: LumaMetric {
  /// GMSD with the paper's constants.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "gmsd", title: "GMSD", unit: "", direction: .lowerIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: true, bytesPerPixel: 2), reads: .luma, steers: .luma, isSymmetric: true,
    smallestSide: 3,
    limit: .calibrated(0.016), family: "gmsd", citation: "Xue, Zhang, Mou, Bovik, IEEE TIP 23 (2014)")

  /// Computes the reference's gradient magnitudes.
  public func side(_ reference: Plane<Float>) -> LumaSide<Float> { LumaSide(Kernel(reference)) }
  /// The same in Double.
  public func side(_ reference: Plane<Double>) -> LumaSide<Double> { LumaSide(Kernel(reference)) }
}

/// T of the similarity, for samples of 0…255 (section III of the paper).
private let similarityConstant = 170.0

/// The reference's gradient magnitudes and the comparison with a distorted plane.
private struct Kernel<Scalar: PixelScalar>: LumaKernel {
  typealias Vector = Scalar.Vector

  private let width: Int
  private let height: Int
  private let rowLength: Int
  private let magnitudes: [Scalar]

  init(_ reference: Plane<Scalar>) {
    let plane = PaddedPlane(HalfSize.means(reference, .zeroAfter), margin: 1)
    width = plane.width
    height = plane.height
    rowLength = plane.paddedWidth
    magnitudes = GradientOperator.prewitt.lengths(plane, rowLength: rowLength)
  }

  func score(_ distorted: Plane<Scalar>) -> Double {
    deviation(PaddedPlane(HalfSize.means(distorted, .zeroAfter), margin: 1)).standard
  }

  /// Mean and standard deviation of `1 − q = (a − b)² / (a² + b² + T)`, which keeps its digits where q is near 1.
  private func deviation(_ plane: PaddedPlane<Scalar>) -> (mean: Double, standard: Double) {
    let length = rowLength
    let mask = RowMask<Scalar>(width: width)
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    withPointers(magnitudes) { magnitudes in
      GradientOperator.prewitt.forEachGroup(plane) { y, x, gradient in
        let deficit = compare(magnitudes.lanes(y * length + x), norm(gradient)).deficit * mask(x)
        row.0 = row.0 + deficit
        row.1 = row.1.addingProduct(deficit, deficit)
        if mask.isLast(x) { endRow(&row, into: &totals) }
      }
    }
    let count = Double(width * height)
    let mean = totals.0 / count
    return (mean, max(totals.1 / count - mean * mean, 0).squareRoot())
  }

  @inline(__always)
  private func compare(_ a: Vector, _ b: Vector) -> (deficit: Vector, denominator: Vector) {
    let denominator = a * a + b * b + Vector(repeating: Scalar(similarityConstant))
    return ((a - b) * (a - b) / denominator, denominator)
  }

  /// The score and its gradient: with deficits d = 1 − q, `∂score/∂d = (d − mean d)/(n·score)` and
  /// `∂d/∂b = (2·b·q − 2·a)/(a² + b² + T)`. Identical gradients have no slope; there the gradient is 0.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
    let plane = PaddedPlane(HalfSize.means(distorted, .zeroAfter), margin: 1)
    let (mean, standard) = deviation(plane)
    let length = rowLength
    let slope = standard > 0 ? 2 / (Double(width * height) * standard) : 0
    let scale = Vector(repeating: Scalar(slope))
    let centre = Vector(repeating: Scalar(mean))
    let one = Vector(repeating: 1)
    let zero = Vector(repeating: 0)
    let half = withPointers(magnitudes) { magnitudes in
      GradientOperator.prewitt.adjoint(plane) { y, x, gradient in
        let a = magnitudes.lanes(y * length + x)
        let b = norm(gradient)
        let (deficit, denominator) = compare(a, b)
        let toMagnitude = scale * (deficit - centre) * (b * (one - deficit) - a) / denominator
        // The direction of a gradient of length 0 is undefined: no slope there.
        let perLength = zero.replacing(with: toMagnitude / b, where: b .> zero)
        return (perLength * gradient.horizontal, perLength * gradient.vertical)
      }
    }
    return (standard, HalfSize.meansAdjoint(half, width: distorted.width, height: distorted.height, .zeroAfter))
  }
}
