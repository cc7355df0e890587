import AuditRecord
import MetricKit
import Raster

/// Visual saliency-induced index.
///
/// Measures whether what is salient stays, and stays salient: saliency (`Saliency`) is computed from R'G'B'; saliency and
/// the opponent planes L, M, N are reduced to about 256 samples a side. With `S_c(a, b) = (2ab + c)/(a² + b² + c)` at each
/// position, `S = S_1.27(saliency) · S_386(Scharr's gradient of L)^0.4 · Re (S_130(M)·S_130(N))^0.02`; the score is the mean
/// of S weighted by the larger saliency.
///
/// Source: L. Zhang, Y. Shen, H. Li, "VSI: a visual saliency-induced index for perceptual image quality assessment", IEEE TIP
/// 23 (2014), equations 5 to 10; agrees with `piq.vsi`. Range 0…1, 1 for identical pictures, symmetric. Higher is better.
/// Two pictures without any saliency (both of one colour) score 1.
public struct VSI: QualityMetric {
  /// VSI with the paper's constants.
  public init() {}

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "vsi", title: "VSI", unit: "", direction: .higherIsBetter, range: 0...1,
      panel: PanelRole(.structure, votes: false, bytesPerPixel: 7), reads: .rgb, isSymmetric: true, smallestSide: 3,
      limit: .calibrated(0.0037), family: "vsi", citation: "Zhang, Shen, Li, IEEE TIP 23 (2014)")
  }

  /// Computes the reference's saliency, gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    return Prepared(geometry: PictureGeometry(reference), planes: Planes(reference))
  }

  /// What is compared.
  private struct Planes: Sendable {
    let saliency: PaddedPlane<Float>
    let luma: PaddedPlane<Float>
    let m: PaddedPlane<Float>
    let n: PaddedPlane<Float>

    init(_ picture: Picture) {
      let factor = BlockMeans.factor(width: picture.width, height: picture.height)
      let (before, after) = (factor / 2, (factor - 1) / 2)
      let rgb = BT709.rgbPlanes(of: picture)
      let reduced = rgb.pooled(by: factor, before: before, after: after, .repeated)
      self.saliency = PaddedPlane(
        BlockMeans.pooled(Saliency.shared.map(rgb), by: factor, before: before, after: after, .repeated))
      luma = PaddedPlane(reduced.weighted(0.06, 0.63, 0.27), margin: 1)
      m = PaddedPlane(reduced.weighted(0.30, 0.04, -0.35))
      n = PaddedPlane(reduced.weighted(0.34, -0.6, 0.17))
    }

    /// Lends the planes but luma.
    @inline(__always)
    func withPointers(_ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>) -> Void) {
      saliency.storage.withUnsafeBufferPointer { saliency in
        m.storage.withUnsafeBufferPointer { m in
          n.storage.withUnsafeBufferPointer { n in
            guard let saliency = saliency.baseAddress, let m = m.baseAddress, let n = n.baseAddress else { return }
            body(saliency, m, n)
          }
        }
      }
    }
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let planes: Planes
    let magnitudes: [Float]

    init(geometry: PictureGeometry, planes: Planes) {
      self.geometry = geometry
      self.planes = planes
      let stride = planes.m.stride
      var magnitudes = [Float](repeating: 0, count: planes.m.storage.count)
      magnitudes.withUnsafeMutableBufferPointer { target in
        guard let target = target.baseAddress else { return }
        GradientOperator.scharr.forEachGroup(planes.luma) { y, x, gradient in
          target.store(VSI.magnitude(gradient), y &* stride &+ x)
        }
      }
      self.magnitudes = magnitudes
    }

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      let other = Planes(distorted)
      let one = SIMD8<Float>(repeating: 1)
      let zero = SIMD8<Float>(repeating: 0)
      let width = planes.m.width
      let stride = planes.m.stride
      let tail = laneMask(width - (width - 1) / 8 * 8, Float.self)
      var sums = (weights: 0.0, weighted: 0.0)
      var row = (weights: zero, weighted: zero)
      planes.withPointers { saliency, m, n in
        other.withPointers { otherSaliency, otherM, otherN in
          magnitudes.withUnsafeBufferPointer { magnitudes in
            guard let magnitudes = magnitudes.baseAddress else { return }
            GradientOperator.scharr.forEachGroup(other.luma) { y, x, gradient in
              let index = y &* stride &+ x
              let isLast = x &+ 8 >= width
              let (a, b) = (saliency.lanes(index), otherSaliency.lanes(index))
              let alike = one - dissimilarity(a, b, VSI.saliencyConstant)
              let edges = one - dissimilarity(magnitudes.lanes(index), VSI.magnitude(gradient), VSI.gradientConstant)
              let colour =
                (one - dissimilarity(m.lanes(index), otherM.lanes(index), VSI.chromaConstant))
                * (one - dissimilarity(n.lanes(index), otherN.lanes(index), VSI.chromaConstant))
              let logarithm =
                edges.log2() * VSI.gradientExponent
                + colour.magnitudes.larger(SIMD8(repeating: .leastNormalMagnitude)).log2() * VSI.chromaExponent
              let power = logarithm.exp2()
              let similarity = alike * power.replacing(with: power * VSI.negativeFactor, where: zero .> colour)
              let weight = a.larger(b) * (isLast ? tail : one)
              row.weights = row.weights + weight
              row.weighted = row.weighted + weight * similarity
              if isLast {
                sums.weights += Double(row.weights.sum())
                sums.weighted += Double(row.weighted.sum())
                row = (zero, zero)
              }
            }
          }
        }
      }
      return Evaluation(score: sums.weights > 0 ? sums.weighted / sums.weights : 1)
    }
  }

  /// C1, C2 and C3 of the paper, section III.
  private static let saliencyConstant: Float = 1.27
  private static let gradientConstant: Float = 386
  private static let chromaConstant: Float = 130
  /// α and β of the paper.
  private static let gradientExponent: Float = 0.4
  private static let chromaExponent: Float = 0.02
  /// cos(0.02·π): the real part of (−1)^0.02.
  private static let negativeFactor: Float = 0.998_026_728_428_271_6

  @inline(__always)
  private static func magnitude(_ gradient: (horizontal: SIMD8<Float>, vertical: SIMD8<Float>)) -> SIMD8<Float> {
    (gradient.horizontal * gradient.horizontal + gradient.vertical * gradient.vertical).squareRoot()
  }
}
