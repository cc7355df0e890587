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
  public let descriptor = MetricDescriptor(
    id: "fsim", title: "FSIM", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: true, bytesPerPixel: 11), reads: .luma, isSymmetric: true, smallestSide: 16,
    limit: .calibrated(0.012), family: "fsim", citation: "Zhang, Zhang, Mou, Zhang, IEEE TIP 20 (2011)")

  /// Computes the reference's phase congruency and gradient.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, FeatureSimilarity(Self.reduced(reference))) { kernel, distorted in
      kernel.score(Self.reduced(distorted)) { _, _ in Vector(repeating: 1) }
    }
  }

  private static func reduced(_ picture: Picture) -> Plane<Float> {
    BlockMeans.pooled(
      picture.luma8, by: BlockMeans.factor(width: picture.width, height: picture.height), before: 0, after: 0)
  }
}
