import Raster

/// Mean CIEDE2000 difference of chroma alone.
///
/// Measures how far colours moved when lightness is taken as equal: for every pixel the CIEDE2000 difference of
/// (L*, a*, b*) and (L*, a'*, b'*), that is without the lightness term, averaged over the picture. CIEDE2000's other
/// terms do not depend on lightness. Blind to brightness and to detail in it; sees desaturation, hue shifts and chroma
/// subsampling.
///
/// Source: Sharma, Wu, Dalal (2005) for the difference, IEC 61966-2-1 for R'G'B'. Range 0 and up, 0 for equal chroma.
/// Lower is better, symmetric.
public struct DeltaEab: QualityMetric {
  /// The mean difference.
  public init() {}

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "delta_e_ab", title: "ΔE2000 (a*b*)", unit: "ΔE", direction: .lowerIsBetter, range: 0...(.infinity),
      group: .colour, votes: true, input: .rgb, smallestSide: 1, family: "ciede2000",
      citation: "Sharma, Wu, Dalal, Color Research and Application 30 (2005)")
  }

  /// Converts the reference to CIE L*a*b*.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(reference: reference, lab: CIELab.planes(BT709.rgbPlanes(of: reference)))
  }

  private struct Prepared: PreparedMetric {
    let reference: Picture
    let lab: CIELab.Planes

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(reference, distorted)
      let other = CIELab.planes(BT709.rgbPlanes(of: distorted))
      var sum = 0.0
      for index in 0..<lab.a.count {
        sum += colourDifference2000(
          (0, Double(lab.a[index]), Double(lab.b[index])), (0, Double(other.a[index]), Double(other.b[index])))
      }
      return Evaluation(score: sum / Double(lab.a.count))
    }
  }
}
