import AuditRecord
import Glibc
import MetricKit
import Raster

/// PSNR-HVS-M: peak signal-to-noise ratio of luma by frequency, with between-coefficient contrast masking.
///
/// Measures the error of 8×8 cosine coefficients weighted by the eye's sensitivity to their frequency, after what the
/// block's own texture hides has been taken off. With the authors' tables w (sensitivity) and m (masking):
///
///     E(X) = √(Σ′ X²·m · r(block)) / 32          Σ′ without the mean, r: `quadrantVarianceRatio`
///     e = |X − Y| − max(E(X), E(Y))/m, at least 0 (the mean's error is not masked)
///     score = 10·log10(255² / mean of (w·e)²)    over the blocks of a grid of 8×8
///
/// Blind to chroma, to errors that texture hides, and to columns and rows beyond the last whole block. Higher is better,
/// symmetric. Identical pictures give 100 dB, the cap of the program psnr-hvsm (MATLAB's gives 100000). The feature
/// `psnr_hvs_unmasked` is the authors' PSNR-HVS: the same without masking.
///
/// Source: N. Ponomarenko, F. Silvestri, K. Egiazarian, M. Carli, J. Astola, V. Lukin, "On between-coefficient contrast
/// masking of DCT basis functions", VPQM (2007), equations 1 to 5; quadrants and variances as in the authors' MATLAB
/// program. Differs from `PSNRHVS` in both tables, in the grid's step (8 there 7) and in the exact transform.
public struct PSNRHVSM: QualityMetric {
  /// Luma's ratio.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "psnr_hvs_m", title: "PSNR-HVS-M", unit: "dB", direction: .higherIsBetter, range: -10...100,
    panel: PanelRole(.fidelity, votes: true, bytesPerPixel: 5), reads: .luma, isSymmetric: true, smallestSide: 8,
    limit: .calibrated(2.1), family: "psnr_hvs", citation: "Ponomarenko et al., VPQM (2007)")

  /// Transforms the reference.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try PreparedComparison(reference, descriptor, { Blocks(reference.luma8) }) { blocks, distorted in
      let errors = blocks.errors(distorted.luma8)
      return Evaluation(
        score: Self.decibels(errors.masked), features: ["psnr_hvs_unmasked": Self.decibels(errors.plain)])
    }
  }

  /// Decibels of a mean squared error on the 8-bit scale.
  private static func decibels(_ error: Double) -> Double { error > 0 ? min(10 * log10(255 * 255 / error), 100) : 100 }

  private struct Blocks: Sendable {
    private static let weights = PSNRHVSTables.registers(PSNRHVSTables.authorsLuma, transposed: true)
    private static let masking = PSNRHVSTables.registers(PSNRHVSTables.authorsMasking, transposed: true)

    private let luma: Plane<Float>
    private let columns: Int
    private let rows: Int
    /// Eight registers a block: horizontal frequencies, vertical ones in the lanes.
    private var coefficients: [Vector]
    /// What each block hides.
    private var masks: [Float]

    init(_ luma: Plane<Float>) {
      self.luma = luma
      columns = luma.width / 8
      rows = luma.height / 8
      coefficients = Array(repeating: SIMD8(repeating: 0), count: 8 * columns * rows)
      masks = Array(repeating: 0, count: columns * rows)
      let (width, columns, rows) = (luma.width, columns, rows)
      withPointers(luma.samples) { samples in
        withMutablePointers(&coefficients, &masks) { coefficients, masks in
          for index in 0..<(columns * rows) {
            let block = coefficients + 8 * index
            let corner = samples + (index / columns * 8 * width + index % columns * 8)
            for row in 0..<8 { block[row] = (corner + row * width).lanes(0) }
            let ratio = quadrantVarianceRatio(block)
            CosineTransform.transform(block)
            masks[index] = PSNRHVSTables.mask(Self.masking, ratio) { block[$0] }
          }
        }
      }
    }

    /// Means of the weighted squared errors, with masking and without.
    func errors(_ distorted: Plane<Float>) -> (masked: Double, plain: Double) {
      let width = luma.width
      let share = PSNRHVSTables.shares(Self.masking)
      var sums = (masked: 0.0, plain: 0.0)
      withPointers(luma.samples, distorted.samples) { samples, distorted in
        withScratch(Vector.self, 16) { other in
          let difference = other + 8
          for index in 0..<(columns * rows) {
            let corner = index / columns * 8 * width + index % columns * 8
            for row in 0..<8 {
              let line = (distorted + corner + row * width).lanes(0)
              other[row] = line
              difference[row] = (samples + corner + row * width).lanes(0) - line
            }
            let ratio = quadrantVarianceRatio(other)
            // The transform of the difference loses nothing to cancellation; the distorted block's follows from it.
            CosineTransform.transform(difference)
            for line in 0..<8 { other[line] = coefficients[8 * index + line] - difference[line] }
            let mask = Vector(repeating: max(masks[index], PSNRHVSTables.mask(Self.masking, ratio) { other[$0] }))
            var masked = Vector(repeating: 0)
            var plain = masked
            for line in 0..<8 {
              let error = difference[line].magnitudes
              let seen = (error - mask * share[line]).larger(Vector(repeating: 0)) * Self.weights[line]
              let weighted = error * Self.weights[line]
              masked.addProduct(seen, seen)
              plain.addProduct(weighted, weighted)
            }
            sums.masked += Double(masked.sum())
            sums.plain += Double(plain.sum())
          }
        }
      }
      let count = Double(64 * masks.count)
      return (sums.masked / count, sums.plain / count)
    }
  }
}
