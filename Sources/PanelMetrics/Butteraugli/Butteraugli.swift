import AuditRecord
import MetricKit
import Raster

/// Butteraugli: how visible the differences of two pictures are on a screen of 80 cd/m².
///
/// R'G'B' is taken to linear light and on to opponent channels X, Y and B (`OpsinDynamics`); each channel is split into
/// bands of spatial frequency (`FrequencyBands`); differences of the bands are weighed, those that line up more
/// (`MaltaFilter`), and masked by the detail of the reference around them (`VisualMask`). The map of distances D at full
/// resolution is joined with that of the halved pictures, `0.85·D + 0.5·D_half`, and pooled:
///
///     butteraugli       the largest value
///     butteraugli_3norm (‖D‖₃ + ‖D‖₆ + ‖D‖₁₂) / 3,  ‖D‖ₚ = (mean of Dᵖ)^(1/p)
///
/// Source: J. Alakuijala et al., Butteraugli, as `butteraugli_main` of libjxl 0.7.0 computes it (there is no paper with the
/// formulas): intensity target 80, HF asymmetry 0.8, factor of X 1. Range 0 and up, 0 for identical pictures, about 1 where
/// a difference is just noticed; not symmetric, because the first picture masks and one-sided errors count. Lower is
/// better. Later versions of libjxl weigh LF by 5 % more and have an asymmetry of 1: their values differ by more than
/// rounding.
///
/// Deviations: none meant; sums of bands follow the program's order of rounding where that shows (`ClippedGaussian`).
/// Pictures are sRGB; transparency and colour management of the program are left out. Where half of a side is below 8, the
/// half resolution is left out, as the program does.
public struct Butteraugli: JointMetric {
  /// How the map of differences becomes one number.
  public enum Pooling: String, Sendable, CaseIterable {
    /// The mean of the 3-, 6- and 12-norm.
    case threeNorm = "three_norm"
    /// The largest value.
    case maximum
  }

  /// How the map is pooled.
  public let pooling: Pooling

  /// The metric with one of its poolings.
  public init(_ pooling: Pooling) { self.pooling = pooling }

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    let isNorm = pooling == .threeNorm
    return MetricDescriptor(
      id: isNorm ? "butteraugli_3norm" : "butteraugli",
      title: isNorm ? "Butteraugli (3-norm)" : "Butteraugli (maximum)", unit: "", direction: .lowerIsBetter,
      range: 0...(.infinity), panel: PanelRole(.whole, votes: isNorm, bytesPerPixel: 62), reads: .rgb,
      isSymmetric: false, smallestSide: 8, limit: nil, family: "butteraugli",
      citation: "Alakuijala et al., Butteraugli (libjxl 0.7.0, 2022)")
  }

  /// Both poolings are readings of one map.
  public var computation: String { "butteraugli" }

  /// The other pooling's evaluation has both numbers among its features.
  public func reading(of evaluation: Evaluation) -> Evaluation? {
    evaluation.features[pooling.rawValue].map { Evaluation(score: $0, features: evaluation.features) }
  }

  /// Computes the reference's side of the map.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try PreparedComparison(reference, descriptor, { ButteraugliReference(BT709.rgbPlanes(of: reference)) }) {
      side, distorted in
      let distances = side.distances(BT709.rgbPlanes(of: distorted))
      let features = [
        Pooling.threeNorm.rawValue: distances.threeNorm, Pooling.maximum.rawValue: distances.maximum,
      ]
      return Evaluation(score: pooling == .threeNorm ? distances.threeNorm : distances.maximum, features: features)
    }
  }
}
