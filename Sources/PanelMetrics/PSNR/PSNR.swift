import AuditRecord
import MetricKit
import Raster

// The logarithm comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Peak signal-to-noise ratio of luma.
///
/// Measures the mean squared difference of luma code values: `10·log10(peak² / MSE)`, peak 2^bits − 1.
/// Identical pictures give 60 dB at 8 bits (72 at 10), as libvmaf caps it: `6·bits + 12`. Higher is better, symmetric.
/// Source: libvmaf's `psnr` feature (`psnr_y`).
public struct PSNR: LumaMetric {
  /// Luma's ratio.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "psnr", title: "PSNR (Y')", unit: "dB", direction: .higherIsBetter, range: 0...108,
    panel: PanelRole(.fidelity, votes: true, bytesPerPixel: 1), reads: .luma, steers: .luma, isSymmetric: true,
    smallestSide: 1,
    limit: .calibrated(1.0), family: "psnr", citation: "ITU-T J.340 (2010)")

  /// Keeps the reference's luma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, reference.luma) { PSNR.decibels($0, $1.luma, bitDepth: $1.bitDepth) }
  }

  /// Decibels of two planes of code values of `bitDepth` bits, capped as libvmaf caps them.
  static func decibels(_ a: Plane<Float>, _ b: Plane<Float>, bitDepth: Int) -> Double {
    let error = meanSquaredError(a, b)
    let peak = Double((1 << bitDepth) - 1)
    let cap = Double(6 * bitDepth + 12)
    return error > 0 ? min(10 * log10(peak * peak / error), cap) : cap
  }

  /// Keeps the reference's luma.
  public func side(_ reference: Plane<Float>) -> LumaSide<Float> { LumaSide(Kernel(reference)) }
  /// The same in Double.
  public func side(_ reference: Plane<Double>) -> LumaSide<Double> { LumaSide(Kernel(reference)) }

  /// Decibels as a function of distorted luma; without the cap, except that identical planes give 60 and no gradient.
  private struct Kernel<Scalar: PixelScalar>: LumaKernel {
    private let reference: Plane<Scalar>

    init(_ reference: Plane<Scalar>) { self.reference = reference }

    func score(_ distorted: Plane<Scalar>) -> Double { decibels(meanSquaredError(reference, distorted)) }

    private func decibels(_ error: Double) -> Double { error > 0 ? 10 * log10(255 * 255 / error) : 60 }

    /// d/dy of `−10·log10(mean (y − x)²)`: `−20 / (ln 10 · n · MSE) · (y − x)`.
    func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
      let error = meanSquaredError(reference, distorted)
      let slope = error > 0 ? Scalar(-20 / (log(10) * Double(distorted.count) * error)) : 0
      var gradient = distorted
      for index in 0..<gradient.count {
        gradient.samples[index] = slope * (distorted.samples[index] - reference.samples[index])
      }
      return (decibels(error), gradient)
    }
  }
}

/// The mean squared difference of two planes of one size.
/// - Complexity: O(width · height)
func meanSquaredError<Scalar: PixelScalar>(_ a: Plane<Scalar>, _ b: Plane<Scalar>) -> Double {
  var sum = 0.0
  withPointers(a.samples, b.samples) { first, second in
    // Sums of at most 32 squares per lane in Float, the rest in Double: exact for 8-bit code values.
    let lanes = Scalar.Vector.scalarCount
    var index = 0
    while index + 32 * lanes <= a.count {
      var block = Scalar.Vector(repeating: 0)
      for step in 0..<32 {
        let difference = first.lanes(index + step * lanes) - second.lanes(index + step * lanes)
        block = block.addingProduct(difference, difference)
      }
      sum += Double(block.sum())
      index += 32 * lanes
    }
    while index < a.count {
      let difference = Double(first[index]) - Double(second[index])
      sum += difference * difference
      index += 1
    }
  }
  return sum / Double(a.count)
}
