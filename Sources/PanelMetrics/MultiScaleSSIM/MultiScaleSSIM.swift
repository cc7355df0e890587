import AuditRecord
import Glibc
import MetricKit
import Raster

/// Multi-scale structural similarity of luma.
///
/// Measures what survives of the pattern at five resolutions, each half the one before (means of 2×2 blocks): with the
/// mean contrast-structure factor `cs_j` of scale j and the mean SSIM of the last,
/// `MS-SSIM = cs_1^w1 · cs_2^w2 · cs_3^w3 · cs_4^w4 · ssim_5^w5`; a negative mean counts as 0.
///
/// Source: Z. Wang, E. P. Simoncelli, A. C. Bovik, "Multi-scale structural similarity for image quality assessment",
/// Asilomar (2003), equation 7 and section 3.2. Range 0…1, 1 for identical pictures, symmetric. Higher is better.
/// Agrees with `piq.multi_scale_ssim`, also in how it halves odd sizes (the first row and column repeated); TensorFlow
/// repeats the last ones, and libvmaf's `float_ms_ssim` filters with a 9/7 wavelet's low pass before it halves.
public struct MultiScaleSSIM: LumaMetric {
  /// Exponents of the five scales, finest first (section 3.2 of the paper).
  static let weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

  /// MS-SSIM with the paper's constants.
  public init() {}

  /// What the metric is. 161 is the smallest side of which the fifth scale still holds an 11×11 window.
  public let descriptor = MetricDescriptor(
    id: "msssim", title: "MS-SSIM", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: true, bytesPerPixel: 17), reads: .luma, steers: .luma, isSymmetric: true,
    smallestSide: 161,
    limit: .calibrated(0.012), family: "ssim", citation: "Wang, Simoncelli, Bovik, Asilomar (2003)")

  /// Computes the reference's five scales.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try PreparedComparison(reference, descriptor, { Pyramid(reference.luma8) }) { kernel, distorted in
      let (means, finest) = kernel.means(Pyramid.halvings(distorted.luma8))
      var score = 1.0
      for (mean, weight) in zip(means, MultiScaleSSIM.weights) { score *= pow(max(mean, 0), weight) }
      return Evaluation(score: score, features: ["ssim": finest])
    }
  }

  /// Computes the reference's five scales.
  public func side(_ reference: Plane<Float>) -> LumaSide<Float> { LumaSide(Pyramid(reference)) }
  /// The same in Double.
  public func side(_ reference: Plane<Double>) -> LumaSide<Double> { LumaSide(Pyramid(reference)) }

  /// The five scales of a reference.
  private struct Pyramid<Scalar: PixelScalar>: LumaKernel {
    let kernels: [SSIMScale<Scalar>]

    init(_ reference: Plane<Scalar>) {
      kernels = Self.halvings(reference).map { SSIMScale($0) }
    }

    static func halvings(_ plane: Plane<Scalar>) -> [Plane<Scalar>] {
      var scales = [plane]
      while scales.count < MultiScaleSSIM.weights.count {
        scales.append(HalfSize.means(scales[scales.count - 1], .repeatBefore))
      }
      return scales
    }

    /// Contrast-structure of each scale but the last, which gives SSIM; and the finest scale's SSIM.
    func means(_ scales: [Plane<Scalar>]) -> (powers: [Double], finest: Double) {
      let means = zip(kernels, scales).map { $0.means($1) }
      let last = means.count - 1
      return (means.indices.map { $0 == last ? means[$0].ssim : means[$0].contrastStructure }, means[0].ssim)
    }

    func score(_ distorted: Plane<Scalar>) -> Double { means(Self.halvings(distorted)).powers.steered.value }

    func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
      let scales = Self.halvings(distorted)
      let (value, slopes) = means(scales).powers.steered
      let last = kernels.count - 1
      var gradient = kernels[last].gradient(scales[last], ssimWeight: slopes[last], contrastStructureWeight: 0)
      for scale in stride(from: last - 1, through: 0, by: -1) {
        let plane = scales[scale]
        let fromCoarser = HalfSize.meansAdjoint(gradient, width: plane.width, height: plane.height, .repeatBefore)
        gradient = kernels[scale].gradient(plane, ssimWeight: 0, contrastStructureWeight: slopes[scale])
        for index in 0..<gradient.count { gradient.samples[index] += fromCoarser.samples[index] }
      }
      return (value, gradient)
    }
  }
}

extension [Double] {
  /// The product of powers and its partial derivatives, in the form that steers: below `knee` each power continues along
  /// its tangent, because the definition's clamp at 0 would leave an optimiser without a gradient.
  fileprivate var steered: (value: Double, slopes: [Double]) {
    let knee = 1e-3
    let powers = zip(self, MultiScaleSSIM.weights).map { mean, weight -> (value: Double, slope: Double) in
      let base = Swift.max(mean, knee)
      let slope = weight * pow(base, weight - 1)
      return (pow(base, weight) + slope * (mean - base), slope)
    }
    let value = powers.reduce(1) { $0 * $1.value }
    let slopes = powers.indices.map { index in
      powers.indices.reduce(powers[index].slope) { $1 == index ? $0 : $0 * powers[$1].value }
    }
    return (value, slopes)
  }
}
