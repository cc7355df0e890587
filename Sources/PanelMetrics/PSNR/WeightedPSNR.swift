import AuditRecord
import MetricKit
import Raster

/// Peak signal-to-noise ratio of all three planes, luma six times as heavy as either chroma plane.
///
/// `(6·PSNR_Y + PSNR_Cb + PSNR_Cr)/8`, each plane's ratio at the resolution it has and capped as `PSNR` caps it. Blind to
/// where an error lies. Higher is better, symmetric. It mixes luma and chroma, so it is shown and does not vote.
/// Source: J.-R. Ohm, G. J. Sullivan, H. Schwarz, T. K. Tan, T. Wiegand, "Comparison of the coding efficiency of video
/// coding standards", IEEE TCSVT 22 (2012), §IV; planes as in libvmaf's `psnr` feature.
public struct WeightedPSNR: QualityMetric {
  /// The ratio of three planes.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "psnr_ycbcr", title: "PSNR (Y'CbCr 6:1:1)", unit: "dB", direction: .higherIsBetter, range: 0...108,
    panel: PanelRole(.colour, votes: false, bytesPerPixel: 1), reads: [.luma, .chroma], isSymmetric: true,
    smallestSide: 1, limit: .calibrated(1.1), family: "psnr", citation: "Ohm et al., IEEE TCSVT 22 (2012)")

  /// Keeps the reference's planes.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    guard let chroma = reference.chroma else { throw .missingPlanes(metric: descriptor.id, needs: "Cb and Cr") }
    let planes = [reference.luma, chroma.cb, chroma.cr]
    return try PreparedComparison(reference, descriptor, { planes }) { (planes, distorted) throws(MetricError) in
      let chroma = try requireChroma(like: planes[1], distorted, metric: descriptor)
      let ratios = zip(planes, [distorted.luma, chroma.cb, chroma.cr]).map {
        PSNR.decibels($0, $1, bitDepth: distorted.bitDepth)
      }
      return Evaluation(score: (6 * ratios[0] + ratios[1] + ratios[2]) / 8)
    }
  }
}
