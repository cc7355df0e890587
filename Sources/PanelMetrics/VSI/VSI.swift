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
  public let descriptor = MetricDescriptor(
    id: "vsi", title: "VSI", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: false, bytesPerPixel: 7), reads: .rgb, isSymmetric: true, smallestSide: 3,
    limit: .calibrated(0.0037), family: "vsi", citation: "Zhang, Shen, Li, IEEE TIP 23 (2014)")

  /// Computes the reference's saliency, gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Planes(reference)) { $0.score(Planes($1)) }
  }

  /// What is compared.
  private struct Planes: Sendable {
    let saliency: PaddedPlane<Float>
    let luma: PaddedPlane<Float>
    let m: PaddedPlane<Float>
    let n: PaddedPlane<Float>
    let magnitudes: [Float]

    init(_ picture: Picture) {
      let factor = BlockMeans.factor(width: picture.width, height: picture.height)
      let (before, after) = (factor / 2, (factor - 1) / 2)
      let rgb = BT709.rgbPlanes(of: picture)
      let reduced = rgb.pooled(by: factor, before: before, after: after, .repeated)
      saliency = PaddedPlane(
        BlockMeans.pooled(Saliency.shared.map(rgb), by: factor, before: before, after: after, .repeated))
      luma = PaddedPlane(reduced.weighted(0.06, 0.63, 0.27), margin: 1)
      m = PaddedPlane(reduced.weighted(0.30, 0.04, -0.35))
      n = PaddedPlane(reduced.weighted(0.34, -0.6, 0.17))
      magnitudes = GradientOperator.scharr.lengths(luma, rowLength: m.stride)
    }

    func score(_ other: Planes) -> Double {
      let stride = m.stride
      let mask = RowMask<Float>(width: m.width)
      var totals = (0.0, 0.0)
      var row = (Vector(repeating: 0), Vector(repeating: 0))
      withPointers(saliency.storage, m.storage, n.storage, magnitudes) { saliency, m, n, magnitudes in
        withPointers(other.saliency.storage, other.m.storage, other.n.storage) { otherSaliency, otherM, otherN in
          GradientOperator.scharr.forEachGroup(other.luma) { y, x, gradient in
            let index = y &* stride &+ x
            let (a, b) = (saliency.lanes(index), otherSaliency.lanes(index))
            let alike = similarity(a, b, VSI.saliencyConstant)
            let edges = similarity(magnitudes.lanes(index), norm(gradient), VSI.gradientConstant)
            let colour =
              similarity(m.lanes(index), otherM.lanes(index), VSI.chromaConstant)
              * similarity(n.lanes(index), otherN.lanes(index), VSI.chromaConstant)
            let logarithm =
              edges.log2() * VSI.gradientExponent
              + colour.magnitudes.larger(Vector(repeating: .leastNormalMagnitude)).log2() * VSI.chromaExponent
            let power = logarithm.exp2()
            let product = alike * power.replacing(with: power * VSI.negativeFactor, where: colour .< 0)
            let weight = a.larger(b) * mask(x)
            row.0 = row.0 + weight
            row.1 = row.1 + weight * product
            if mask.isLast(x) { endRow(&row, into: &totals) }
          }
        }
      }
      return totals.0 > 0 ? totals.1 / totals.0 : 1
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
}
