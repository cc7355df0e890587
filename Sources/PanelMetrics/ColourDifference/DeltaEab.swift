import AuditRecord
import MetricKit
import Raster

/// Mean CIEDE2000 difference of chroma alone.
///
/// Measures how far colours moved when lightness is taken as equal: for every pixel the CIEDE2000 difference of
/// (L*, a*, b*) and (L*, a'*, b'*), that is without the lightness term, averaged over the picture. CIEDE2000's other
/// terms do not depend on lightness. Blind to brightness and to detail in it; sees desaturation, hue shifts and chroma
/// subsampling.
///
/// Source: Sharma, Wu, Dalal (2005) for the difference, IEC 61966-2-1 for R'G'B'. Range 0 and up, 0 for equal chroma.
/// Lower is better, symmetric. About 1 is just noticeable between patches side by side; a mean of 2 is taken as the
/// smallest that counts, for below it honest encodes of nearly grey pictures read up to 34 points of inflation
/// (docs/metrics.md, "Calibration").
public struct DeltaEab: JointMetric {
  /// The mean difference.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "delta_e_ab", title: "ΔE2000 (a*b*)", unit: "ΔE", direction: .lowerIsBetter, range: 0...(.infinity),
    panel: PanelRole(.colour, votes: true, bytesPerPixel: 13), reads: .rgb, isSymmetric: true, smallestSide: 1,
    limit: .calibrated(0.35), justVisible: 2, family: "ciede2000",
    citation: "Sharma, Wu, Dalal, Color Research and Application 30 (2005)")

  /// Converts the reference to CIE L*a*b*.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try ColourDifference2000.prepared(reference, descriptor)
  }

  /// CIEDE2000 is another sum over the same pixels.
  public var computation: String { ColourDifference2000.computation }
}

extension ColourDifference2000 {
  /// The name of what the two metrics share that are means of a CIEDE2000 difference.
  static let computation = "ciede2000"

  /// A reference in CIE L*a*b*; both means are computed at once, and the score is the one of the descriptor's id.
  static func prepared(
    _ reference: Picture, _ descriptor: MetricDescriptor
  ) throws(MetricError) -> any PreparedMetric {
    let id = descriptor.id
    return try PreparedComparison(reference, descriptor, { CIELab.planes(BT709.rgbPlanes(of: reference)) }) {
      lab, distorted in
      let sums = sums(lab, CIELab.planes(BT709.rgbPlanes(of: distorted)))
      let features = [
        "ciede2000": sums.whole / Double(lab.count), "delta_e_ab": sums.chromatic / Double(lab.count),
      ]
      return Evaluation(score: features[id] ?? .nan, features: features)
    }
  }
}
