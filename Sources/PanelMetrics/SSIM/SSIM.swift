import AuditRecord
import MetricKit
import Raster

/// Structural similarity of luma.
///
/// Measures how much of the reference's local pattern survives: at each position, means, variances and covariance under
/// an 11×11 Gaussian window (σ = 1.5) give `(2·μx·μy + C1)(2·σxy + C2) / ((μx² + μy² + C1)(σx² + σy² + C2))` with
/// `C1 = (0.01·255)²`, `C2 = (0.03·255)²`; the score is the mean over all positions where the window fits.
///
/// Source: Z. Wang et al., IEEE TIP 13 (2004); agrees with the authors' `ssim.m` (mode 'valid', no reduction in size) and
/// with `piq.ssim(downsample=False)`. Range −1…1, 1 for identical pictures, symmetric. Higher is better.
/// libvmaf's `float_ssim` first halves large pictures, so its figures are others.
public struct SSIM: LumaMetric, ContainedMetric {
  /// SSIM with the paper's constants.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "ssim", title: "SSIM", unit: "", direction: .higherIsBetter, range: -1...1,
    panel: PanelRole(.structure, votes: false, bytesPerPixel: 13), reads: .luma, steers: .luma, isSymmetric: true,
    smallestSide: 11,
    limit: .calibrated(0.032), family: "ssim", citation: "Wang, Bovik, Sheikh, Simoncelli, IEEE TIP 13 (2004)")

  /// MS-SSIM's finest scale has the same maps.
  public var container: String { "msssim" }

  /// Computes the reference's local means and variances.
  public func side(_ reference: Plane<Float>) -> LumaSide<Float> { LumaSide(SSIMScale(reference)) }
  /// The same in Double.
  public func side(_ reference: Plane<Double>) -> LumaSide<Double> { LumaSide(SSIMScale(reference)) }
}

extension SSIMScale: LumaKernel {
  /// The reference's side with samples around the middle grey.
  init(_ reference: Plane<Scalar>) { self.init(reference, centre: 128) }

  /// The mean of SSIM over all windows.
  func score(_ distorted: Plane<Scalar>) -> Double { means(distorted).ssim }

  /// The same with its gradient.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
    (means(distorted).ssim, gradient(distorted, ssimWeight: 1, contrastStructureWeight: 0))
  }
}
