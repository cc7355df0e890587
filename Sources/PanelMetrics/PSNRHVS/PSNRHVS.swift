import AuditRecord
import Glibc
import MetricKit
import Raster

/// Peak signal-to-noise ratio of luma as the eye weighs it: libvmaf's `psnr_hvs_y`.
///
/// Measures the error of 8×8 cosine coefficients, each weighted by the eye's sensitivity to its frequency, after what the
/// block's own texture hides has been taken off. Per block, with coefficients X and Y, weights w and `m = (0.3886·w)²`:
///
///     E(X) = √(Σ′ X²·m · r(block)) / 32          Σ′ without the mean, r: `quadrantVarianceRatio`
///     e = |X − Y| − max(E(X), E(Y))/m, at least 0 (the mean's error is not masked)
///     score = −10·log10(Σ (w·e)² / (n·peak²))    over all blocks at steps of 7 samples
///
/// Blind to chroma, and to the right and lower edge where no whole block fits. Higher is better, symmetric. Identical
/// pictures give the cap of 100 dB, where libvmaf gives infinity.
///
/// Sources: K. Egiazarian et al., "New full-reference quality metrics based on HVS", VPQM (2006); N. Ponomarenko et al.,
/// "On between-coefficient contrast masking of DCT basis functions", VPQM (2007); weights, step and integer transform of
/// Xiph's Daala as libvmaf has them. Deviates from libvmaf's `psnr_hvs`, which adds a tenth of the error of Cb and of Cr
/// each: this panel judges chroma apart. The authors' own PSNR-HVS does not mask and steps by 8. Shown and without a vote: `PSNRHVSM` says nearly the same, and both together
/// outvote `PSNR` on honest JPEG 2000 (docs/metrics.md, "Calibration").
public struct PSNRHVS: QualityMetric {
  /// Luma's ratio.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "psnr_hvs", title: "PSNR-HVS", unit: "dB", direction: .higherIsBetter, range: -10...100,
    panel: PanelRole(.fidelity, votes: false, bytesPerPixel: 6), reads: .luma, isSymmetric: true, smallestSide: 8,
    limit: .calibrated(2.0), family: "psnr_hvs",
    citation: "Egiazarian et al., VPQM (2006); Ponomarenko et al., VPQM (2007)")

  /// Transforms the reference.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Blocks(reference)) { blocks, distorted in
      let error = blocks.meanError(Blocks(distorted)) / (blocks.peak * blocks.peak)
      // Identical pictures score as the program psnr-hvsm caps them.
      return error > 0 ? min(-10 * log10(error), 100) : 100
    }
  }

  /// Coefficients and masks of a picture's blocks.
  private struct Blocks: Sendable {
    private static let step = 7
    private static let weights = PSNRHVSTables.registers(PSNRHVSTables.xiphLuma)
    private static let masking = weights.map {
      $0 * $0 * (PSNRHVSTables.xiphMaskingScale * PSNRHVSTables.xiphMaskingScale)
    }

    /// The largest code value.
    let peak: Double
    /// Eight registers a block: horizontal frequencies, vertical ones in the lanes.
    private var coefficients: [SIMD8<Int32>] = []
    /// What each block hides.
    private var masks: [Float] = []

    /// Samples of more than 12 bits are rounded to 12, the most that the transform holds.
    init(_ picture: Picture) {
      let bits = min(picture.bitDepth, 12)
      peak = Double((1 << bits) - 1)
      let scale = 1 / Float(1 << (picture.bitDepth - bits))
      let (width, height) = (picture.width, picture.height)
      let columns = (width - 8) / Self.step + 1
      let rows = (height - 8) / Self.step + 1
      coefficients = Array(repeating: SIMD8(repeating: 0), count: 8 * columns * rows)
      masks = Array(repeating: 0, count: columns * rows)
      withPointers(picture.luma.samples) { samples in
        withMutablePointers(&coefficients, &masks) { coefficients, masks in
          withScratch(Vector.self, 8) { block in
            withScratch(SIMD8<Int32>.self, 8) { scratch in
              for index in 0..<(columns * rows) {
                let corner = samples + (index / columns * Self.step * width + index % columns * Self.step)
                let target = coefficients + 8 * index
                for row in 0..<8 {
                  let line = (corner + row * width).lanes(0) * scale
                  block[row] = line
                  // 1.5·2^23 leaves no room for a fraction: the sum's last bits are the nearest whole number.
                  target[row] = unsafeBitCast(line + 12_582_912, to: SIMD8<Int32>.self) &- 0x4B40_0000
                }
                let ratio = quadrantVarianceRatio(block)
                LiftedCosineTransform.transform(target, scratch)
                masks[index] = PSNRHVSTables.mask(Self.masking, ratio) { Vector(target[$0]) }
              }
            }
          }
        }
      }
    }

    /// The mean of the weighted squared errors that are not hidden, in squared code values.
    func meanError(_ other: Blocks) -> Double {
      let share = PSNRHVSTables.shares(Self.masking)
      var sum = 0.0
      for index in masks.indices {
        let mask = Vector(repeating: max(masks[index], other.masks[index]))
        var errors = Vector(repeating: 0)
        for line in 0..<8 {
          let difference = Vector(coefficients[8 * index + line] &- other.coefficients[8 * index + line])
          let error = (difference.magnitudes - mask * share[line]).larger(Vector(repeating: 0)) * Self.weights[line]
          errors.addProduct(error, error)
        }
        sum += Double(errors.sum())
      }
      return sum / Double(64 * masks.count)
    }
  }
}
