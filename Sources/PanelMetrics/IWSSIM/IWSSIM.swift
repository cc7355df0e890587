import AuditRecord
import Glibc
import MetricKit
import Raster

/// Information content weighted structural similarity of luma.
///
/// Measures what MS-SSIM measures, where it matters: luma is split into four Laplacian bands and a low-pass rest. In each
/// band the contrast-structure factor of SSIM is averaged with the information that both pictures share locally as the
/// weight (`InformationContent`); the rest gives a plain mean of SSIM. The score is the product of the five means, each to
/// MS-SSIM's exponent divided by the sum of all (1.0001).
///
/// Source: Z. Wang, Q. Li, "Information content weighting for perceptual image quality assessment", IEEE TIP 20 (2011);
/// agrees with the authors' `iwssim.m` and with `piq.information_weighted_ssim`, whose *second* argument is the reference.
/// Range 0…1, 1 for identical pictures, not symmetric: the model of the neighbourhoods is the reference's. Higher is better.
/// Where nothing carries information (a flat reference) a plain mean takes the weighted one's place; piq fails there.
public struct IWSSIM: QualityMetric {
  /// IW-SSIM with the paper's constants.
  public init() {}

  /// What the metric is. 161 is the smallest side of which the fifth scale still holds an 11×11 window.
  public let descriptor = MetricDescriptor(
    id: "iwssim", title: "IW-SSIM", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: false, bytesPerPixel: 27), reads: .luma, isSymmetric: false,
    smallestSide: 161, limit: .calibrated(0.016), family: "ssim", citation: "Wang, Li, IEEE TIP 20 (2011)")

  /// Computes the reference's bands, their moments and the model of their neighbourhoods.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Side(reference.luma8)) { $0.score($1.luma8) }
  }

  /// Bands that are weighted; the last of them has no parent.
  private static let bandCount = 4
  /// The low-pass rest's level in the middle of the 8-bit scale: every step of the pyramid doubles it.
  private static let restCentre = 128.0 * 16

  /// The bands of a plane and what is left.
  private static func pyramid(_ plane: Plane<Float>) -> (bands: [Plane<Double>], rest: Plane<Double>) {
    var bands: [Plane<Double>] = []
    var rest = plane.map { Double($0) }
    for _ in 0..<bandCount {
      let step = LaplacianPyramid.step(rest)
      bands.append(step.band)
      rest = step.low
    }
    return (bands, rest)
  }

  private struct Side: Sendable {
    /// The pyramid is made anew for every distorted picture: its bands would be three times the luma they come from.
    let luma: Plane<Float>
    let similarities: [SSIMScale<Float>]
    let information: [InformationContent]
    /// In Double, because its level is up to 16 · 255 beside C1 and C2 of the 8-bit scale.
    let rest: SSIMScale<Double>

    init(_ luma: Plane<Float>) {
      self.luma = luma
      let pyramid = IWSSIM.pyramid(luma)
      similarities = pyramid.bands.map { SSIMScale($0.map { Float($0) }, centre: 0) }
      information = pyramid.bands.indices.map { index in
        let parent = index + 1 < pyramid.bands.count ? pyramid.bands[index + 1] : nil
        return InformationContent(pyramid.bands[index], parent: parent)
      }
      rest = SSIMScale(pyramid.rest, centre: IWSSIM.restCentre)
    }

    func score(_ distorted: Plane<Float>) -> Double {
      let pyramid = IWSSIM.pyramid(distorted)
      var means: [Double] = []
      let own = IWSSIM.pyramid(luma)
      for (index, band) in pyramid.bands.enumerated() {
        let weights = information[index].weights(own.bands[index], band)
        let length = information[index].rowLength
        let mean = withPointers(weights) { weights in
          similarities[index].weightedContrastStructure(band.map { Float($0) }) { y, x in
            let at = y &* length &+ x
            return Vector(SIMD8(lowHalf: weights.lanes(at), highHalf: weights.lanes(at &+ 4)))
          }
        }
        means.append(mean)
      }
      means.append(rest.means(pyramid.rest).ssim)
      let sum = MultiScaleSSIM.weights.reduce(0, +)
      return zip(means, MultiScaleSSIM.weights).reduce(1) { $0 * pow(abs($1.0), $1.1 / sum) }
    }
  }
}
