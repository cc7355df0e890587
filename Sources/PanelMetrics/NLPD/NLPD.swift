import AuditRecord
import MetricKit
import Raster

/// Normalised Laplacian pyramid distance of luma, in the form of the JPEG AI common test conditions.
///
/// Measures what is left of a difference after the eye's local gain control. Luma J of 0…1 is split into six Laplacian
/// bands; each band sample is divided by the magnitudes beside it, and the score is the mean over bands k of the root mean
/// square difference of what comes out:
///
///     L_k = reduced J_k,   b_k = J_k − expanded L_k,   J_(k+1) = L_k
///     z_k = b_k / (σ_k + F_k ⋆ |b_k|),   NLPD = mean over k of √ mean (z_k(reference) − z_k(distorted))²
///
/// Source: V. Laparra, J. Ballé, A. Berardino, E. P. Simoncelli, "Perceptual image quality assessment using a normalized
/// Laplacian pyramid", Electronic Imaging (2016), section 3; σ_k and F_k are the authors', from `NLP_dist.m`. Range 0 and up,
/// 0 for identical pictures, symmetric. Lower is better. Agrees with the metric `nlpd` of the JPEG AI quality assessment
/// framework, which is PyPI's `IQA-pytorch` 0.1 with one channel on ten-bit luma (`TestConditionsLuma`).
///
/// Deviations: that program's from the authors' are followed. Bands come back by bilinear interpolation (`BandPyramid`), the
/// sixth is a band too where theirs is the low-pass rest, F_k is correlated and not convolved, and edges are mirrored.
public struct NLPD: QualityMetric {
  /// NLPD with the authors' parameters.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "nlpd", title: "NLPD", unit: "", direction: .lowerIsBetter, range: 0...(.infinity),
    panel: PanelRole(.structure, votes: false, bytesPerPixel: 6), reads: .rgb, isSymmetric: true, smallestSide: 1,
    limit: .calibrated(0.033), family: "nlpd",
    citation: "Laparra, Ballé, Berardino, Simoncelli, Electronic Imaging (2016)")

  /// Computes the reference's six normalised bands.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Self.levels(reference).map { $0.normalised() }) { bands, distorted in
      let distances = zip(Self.levels(distorted), bands).map { $0.distance(to: $1) }
      return distances.reduce(0, +) / Double(distances.count)
    }
  }

  /// A picture's levels, the finest first.
  private static func levels(_ picture: Picture) -> [BandLevel] {
    BandPyramid.levels(of: TestConditionsLuma.plane(of: picture))
  }
}
