import AuditRecord
import MetricKit
import Raster

/// Peak signal-to-noise ratio of one chroma plane.
///
/// Measures the mean squared difference of Cb or Cr code values at the resolution the planes have, as `PSNR` does of
/// luma: `10·log10(peak² / MSE)`, capped at `6·bits + 12` dB. Blind to luma. Higher is better, symmetric.
/// Source: libvmaf's `psnr` feature (`psnr_cb`, `psnr_cr`). Shown and without a vote: it read honest HEVC encodes as
/// inflated by up to 12 points of VMAF NEG (docs/metrics.md, "Calibration").
public struct ChromaPSNR: QualityMetric {
  /// Which plane.
  public enum Component: String, Sendable, CaseIterable {
    /// Blue difference.
    case cb
    /// Red difference.
    case cr
  }

  /// The plane that is compared.
  public let component: Component

  /// The ratio of one plane.
  public init(_ component: Component) { self.component = component }

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "psnr_\(component.rawValue)", title: component == .cb ? "PSNR (Cb)" : "PSNR (Cr)", unit: "dB",
      direction: .higherIsBetter, range: 0...108, panel: PanelRole(.colour, votes: false, bytesPerPixel: 1),
      reads: .chroma, isSymmetric: true, smallestSide: 1, limit: .calibrated(component == .cb ? 1.2 : 1.1),
      family: "psnr", citation: "ITU-T J.340 (2010)")
  }

  /// Keeps the reference's chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    guard let chroma = reference.chroma else { throw .missingPlanes(metric: descriptor.id, needs: "Cb and Cr") }
    return try PreparedComparison(reference, descriptor, { plane(chroma) }) { (plane, distorted) throws(MetricError) in
      let chroma = try requireChroma(like: plane, distorted, metric: descriptor)
      return Evaluation(score: PSNR.decibels(plane, self.plane(chroma), bitDepth: distorted.bitDepth))
    }
  }

  private func plane(_ chroma: Picture.Chroma) -> Plane<Float> { component == .cb ? chroma.cb : chroma.cr }
}
