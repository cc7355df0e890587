import AuditRecord
import MetricKit
import Raster

/// Mean CIEDE2000 colour difference.
///
/// Measures how far every pixel's colour moved, lightness and chroma together, averaged over the picture; all parametric
/// factors are 1. Blind to the surroundings of a pixel: detail that is lost counts no more than the same error spread
/// evenly. It mixes lightness and chroma, so it is shown beside the colour group and does not vote in it.
///
/// Range 0 and up, 0 for equal pictures, about 1 where a difference is just noticeable. Lower is better, symmetric.
/// Source: G. Sharma, W. Wu, E. N. Dalal, Color Research and Application 30 (2005) for the difference, IEC 61966-2-1 for
/// R'G'B'. libvmaf's `ciede2000` is another number: `45 − 20·log10(mean ΔE)` with K_L = 0.65, K_C = 1 and K_H = 4.
public struct CIEDE2000: JointMetric {
  /// The mean difference.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "ciede2000", title: "CIEDE2000", unit: "ΔE", direction: .lowerIsBetter, range: 0...(.infinity),
    panel: PanelRole(.colour, votes: false, bytesPerPixel: 13), reads: .rgb, isSymmetric: true, smallestSide: 1,
    limit: .calibrated(0.51), family: "ciede2000",
    citation: "Sharma, Wu, Dalal, Color Research and Application 30 (2005)")

  /// Converts the reference to CIE L*a*b*.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try ColourDifference2000.prepared(reference, descriptor)
  }

  /// ΔE in a*b* is another sum over the same pixels.
  public var computation: String { ColourDifference2000.computation }
}
