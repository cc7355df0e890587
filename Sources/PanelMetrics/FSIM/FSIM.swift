import AuditRecord
import MetricKit
import Raster

/// Feature similarity of luma.
///
/// Measures whether what draws the eye stays: luma is reduced to about 256 samples (means of k×k blocks), phase congruency
/// and gradient magnitude are compared at each position, and the product of both similarities is averaged with the
/// larger phase congruency as the weight; `FeatureSimilarity` and `PhaseCongruency` hold the formulas.
///
/// Source: L. Zhang, L. Zhang, X. Mou, D. Zhang, "FSIM: a feature similarity index for image quality assessment", IEEE TIP 20
/// (2011); agrees with the authors' `FeatureSIM.m` and with `piq.fsim(chromatic=False)`. Range 0…1, 1 for identical
/// pictures, symmetric. Higher is better. Two flat pictures, whose phase congruency is rounding noise in those programs,
/// score 1.
public struct FSIM: QualityMetric {
  /// FSIM with the paper's constants.
  public init() {}

  /// What the metric is. 16 samples hold the two finest filters.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "fsim", title: "FSIM", unit: "", direction: .higherIsBetter, range: 0...1,
      panel: PanelRole(.structure, votes: true, bytesPerPixel: 11), reads: .luma, isSymmetric: true, smallestSide: 16,
      limit: .calibrated(0.012), family: "fsim", citation: "Zhang, Zhang, Mou, Zhang, IEEE TIP 20 (2011)")
  }

  /// Computes the reference's phase congruency and gradient.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    let factor = BlockMeans.factor(width: reference.width, height: reference.height)
    return Prepared(
      geometry: PictureGeometry(reference), factor: factor,
      kernel: FeatureSimilarity(BlockMeans.pooled(reference.luma8, by: factor, before: 0, after: 0)))
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let factor: Int
    let kernel: FeatureSimilarity

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      let plane = BlockMeans.pooled(distorted.luma8, by: factor, before: 0, after: 0)
      return Evaluation(score: kernel.score(plane) { _, _ in SIMD8(repeating: 1) })
    }
  }
}
