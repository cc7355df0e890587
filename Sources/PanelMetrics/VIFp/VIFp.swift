import AuditRecord
import MetricKit
import Raster

/// Visual information fidelity in the pixel domain, of luma.
///
/// Measures what share of the reference's information reaches the viewer: at four scales, variances σx² (reference), σy²
/// (distorted) and covariance σxy under a Gaussian window give a gain `g = σxy/σx²` and a remainder `σv² = σy² − g·σxy`;
/// the score is `Σ log(1 + g²·σx²/(σv² + 2)) / Σ log(1 + σx²/2)` over all positions of all scales. Windows have 17, 9, 5,
/// 3 taps and σ = taps/5; each next scale is filtered with its own window and every second sample kept.
///
/// Source: H. R. Sheikh, A. C. Bovik, "Image information and visual quality", IEEE TIP 15 (2006); the authors'
/// `vifp_mscale.m` and `piq.vif_p`, with which it agrees. Range 0 and up, 1 for identical pictures, above 1 for enhanced
/// contrast; not symmetric. Higher is better. VMAF's VIF features are of the same family, so it does not vote on VMAF.
public struct VIFp: QualityMetric {
  /// VIFp with the authors' constants.
  public init() {}

  /// What the metric is. 41 is the smallest side of which every scale holds a window.
  public let descriptor = MetricDescriptor(
    id: "vifp", title: "VIFp", unit: "", direction: .higherIsBetter, range: 0...(.infinity),
    panel: PanelRole(.structure, votes: false, bytesPerPixel: 23), reads: .luma, isSymmetric: false, smallestSide: 41,
    limit: .calibrated(0.043), family: "vif", citation: "Sheikh, Bovik, IEEE TIP 15 (2006)")

  /// Computes the reference's local means and variances at four scales.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try PreparedComparison(reference, descriptor, { Self.scales(reference.luma8) }) { scales, distorted in
      var plane = distorted.luma8
      var information = 0.0
      var features: [String: Double] = [:]
      for (index, scale) in scales.enumerated() {
        if index > 0 { plane = scale.window.decimated(plane) }
        let kept = scale.keptInformation(plane)
        information += kept
        features["vifp_scale\(index)"] = (kept + Scale.tiny) / (scale.information + Scale.tiny)
      }
      let total = scales.reduce(0) { $0 + $1.information }
      return Evaluation(score: (information + Scale.tiny) / (total + Scale.tiny), features: features)
    }
  }

  private static func scales(_ reference: Plane<Float>) -> [Scale] {
    var plane = reference
    return [17, 9, 5, 3].enumerated().map { index, taps in
      let window = SymmetricFilter.gaussian(radius: taps / 2, sigma: Double(taps) / 5)
      if index > 0 { plane = window.decimated(plane) }
      return Scale(plane, window)
    }
  }

  /// One scale of a reference.
  private struct Scale: Sendable {
    /// The authors' guard against division by 0, also the smallest variance that counts.
    static let tiny = 1e-8
    /// The authors' variance of the visual noise.
    static let noise = 2.0

    let window: SymmetricFilter
    /// Σ log2(1 + σx²/2).
    let information: Double
    private let reference: Plane<Float>
    private let moments: WindowMoments<Double>

    init(_ plane: Plane<Float>, _ window: SymmetricFilter) {
      self.window = window
      reference = plane
      moments = WindowMoments(Self.moved(plane), window)
      var sum = LogarithmSum<Double>()
      let one = SIMD4<Double>(repeating: 1)
      moments.forEachReferenceGroup { _, _, variance, mask in
        let floored = variance.replacing(with: 0, where: variance .< Scale.tiny)
        sum.add(one + floored * mask * (1 / Scale.noise))
      }
      information = sum.log2
    }

    /// Samples in Double, around 0: differences of sums of squares need it, for σ² counts from 1e-8 beside 255². They are
    /// kept in Float and turned to Double for every score.
    private static func moved(_ plane: Plane<Float>) -> PaddedPlane<Double> {
      PaddedPlane(converting: plane) { Double($0) - 128 }
    }

    /// Σ log2(1 + g²·σx²/(σv² + 2)).
    func keptInformation(_ distorted: Plane<Float>) -> Double {
      var sum = LogarithmSum<Double>()
      let zero = SIMD4<Double>(repeating: 0)
      let one = SIMD4<Double>(repeating: 1)
      let tiny = SIMD4<Double>(repeating: Scale.tiny)
      moments.forEachGroup(Self.moved(reference), Self.moved(distorted)) { group in
        let reference = group.referenceVariance.larger(zero)
        let distorted = group.distortedVariance.larger(zero)
        var gain = group.covariance / (reference + tiny)
        var remainder = distorted - gain * group.covariance
        let isFlat = reference .< tiny
        gain.replace(with: zero, where: isFlat)
        remainder.replace(with: distorted, where: isFlat)
        let isEmpty = distorted .< tiny
        gain.replace(with: zero, where: isEmpty)
        remainder.replace(with: zero, where: isEmpty)
        remainder.replace(with: distorted, where: gain .< zero)
        gain = gain.larger(zero)
        remainder = remainder.larger(tiny)
        let signal = gain * gain * reference.replacing(with: zero, where: isFlat)
        sum.add(one + signal / (remainder + Scale.noise) * group.mask)
      }
      return sum.log2
    }
  }
}
