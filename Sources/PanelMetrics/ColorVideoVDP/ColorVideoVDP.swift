import AuditRecord
import Glibc
import MetricKit
import Raster

/// ColorVideoVDP for still pictures: how visible the differences of two pictures are on a 4K monitor in an office.
///
/// R'G'B' is taken to the light of a display (`ViewedDisplay`) and on to three cone-opponent channels c: achromatic,
/// red–green, violet–yellow. Each becomes a Laplacian pyramid (`DecimatedPyramid`) whose bands b are divided by their own
/// local luminance, weighed by the eye's sensitivity (`ContrastSensitivity`) and masked (`MaskedBand`): a map of
/// differences D. With ‖x‖ₚ = (Σ xᵖ)^(1/p), the means over a band's pixels, and weights w that are 1 but for the last band
///
///     Q_bc = (mean of D²)^(1/2),    Q = 0.578… · ‖ ‖ w_bc·Q_bc ‖₄ over b ‖₄ over c
///     JOD = 10 − 0.0440…·Q^0.930…   (a straight line through 10 where Q ≤ 0.1)
///
/// Source: R. K. Mantiuk, P. Hanji, M. Ashraf, Y. Asano, A. Chapiro, "ColorVideoVDP: A visual difference predictor for
/// image, video and display distortions", ACM Trans. Graphics 43 (2024); the authors' program, PyPI `cvvdp` 0.5.7, display
/// `standard_4k`. Range −∞…10 in just-objectionable differences, 10 for identical pictures: one JOD less means that three
/// people in four see it worse. Not symmetric, because the first picture's luminance sets the sensitivity. Higher is better.
///
/// Deviations: stills only, so neither the transient channel nor the filters over time; pictures are sRGB. What the
/// program does at the end of rows (see `DecimatedPyramid`) and its way with roots (`SafePower`) are followed.
public struct ColorVideoVDP: QualityMetric {
  /// The metric with the authors' parameters.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "cvvdp", title: "ColorVideoVDP", unit: "JOD", direction: .higherIsBetter, range: (-.infinity)...10,
    panel: PanelRole(.whole, votes: true, bytesPerPixel: 33), reads: .rgb, isSymmetric: false,
    smallestSide: DecimatedPyramid.smallestSide, limit: nil, family: "cvvdp",
    citation: "Mantiuk et al., ACM Trans. Graphics 43 (2024)")

  /// Computes the reference's contrasts as they are seen, and the sensitivities, of all bands.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Self.side(reference)) { Self.score($0.bands, $0.base, $1) }
  }

  /// The bands of a reference, the finest first, and the base.
  private static func side(_ reference: Picture) -> (bands: [MaskedBand], base: BaseBand) {
    let levels = DecimatedPyramid.levels(of: ViewedDisplay.opponentChannels(BT709.rgbPlanes(of: reference)))
    let last = levels.count - 1
    let bands = (0..<last).map { band in
      MaskedBand(
        fine: levels[band], coarse: levels[band + 1],
        sensitivity: ContrastSensitivity(frequency: DecimatedPyramid.frequency(of: band)),
        // The program doubles all bands but the first: of a band-pass's energy half is left.
        gain: band == 0 ? 1 : 2)
    }
    let sensitivity = ContrastSensitivity(frequency: DecimatedPyramid.lowestFrequency)
    return (bands, BaseBand(levels[last], sensitivity: sensitivity))
  }

  private static func score(_ bands: [MaskedBand], _ base: BaseBand, _ distorted: Picture) -> Double {
    // A level is given up as soon as its band is done.
    var level = ViewedDisplay.opponentChannels(BT709.rgbPlanes(of: distorted))
    var differences: [SIMD3<Double>] = []
    for band in bands {
      let next = DecimatedPyramid.reduced(level)
      differences.append(band.differences(fine: level, coarse: next))
      level = next
    }
    differences.append(base.differences(level) * baseWeights)
    return judgement(differences)
  }

  // From cvvdp_parameters.json of 0.5.7 (calibrated 2024-01-10): `baseband_weight`, `image_int`, `jod_a`, `jod_exp`.
  private static let baseWeights = SIMD3(0.003_633_448_621_258_139_6, 1.662_772_417_068_481_4, 4.118_745_326_995_85)
  private static let stillFactor = 0.577_918_291_091_919
  private static let scale = 0.043_956_939_131_021_5
  private static let exponent = 0.930_204_272_270_202_6
  /// Below it the curve is a straight line.
  private static let straightUpTo = 0.1

  /// The value from each band's differences in the three channels.
  private static func judgement(_ differences: [SIMD3<Double>]) -> Double {
    var sum = 0.0
    for channel in 0..<3 {
      let bands = differences.reduce(0.0) { $0 + SafePower.value($1[channel], 4) }
      sum += SafePower.value(SafePower.value(bands, 0.25), 4)
    }
    let total = SafePower.value(sum, 0.25) * stillFactor
    return total <= straightUpTo
      ? 10 - scale * pow(straightUpTo, exponent - 1) * total : 10 - scale * pow(total, exponent)
  }
}
