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
public struct PSNR: DifferentiableMetric {
  /// Luma's ratio.
  public init() {}

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "psnr", title: "PSNR (Y')", unit: "dB", direction: .higherIsBetter, range: 0...108,
      panel: PanelRole(.fidelity, votes: true, bytesPerPixel: 1), reads: .luma, isSymmetric: true, smallestSide: 1,
      limit: .calibrated(1.0), family: "psnr", citation: "ITU-T J.340 (2010)")
  }

  /// Keeps the reference's luma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(geometry: PictureGeometry(reference), luma: reference.luma)
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let luma: Plane<Float>

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      let error = meanSquaredError(luma, distorted.luma)
      return Evaluation(score: PSNR.decibels(meanSquaredError: error, bitDepth: geometry.bitDepth))
    }
  }

  /// Decibels of a mean squared error of code values of `bitDepth` bits, capped as libvmaf caps them.
  public static func decibels(meanSquaredError: Double, bitDepth: Int) -> Double {
    let peak = Double((1 << bitDepth) - 1)
    let cap = Double(6 * bitDepth + 12)
    guard meanSquaredError > 0 else { return cap }
    return min(10 * log10(peak * peak / meanSquaredError), cap)
  }

  /// Decibels as a function of distorted luma; without the cap, except that identical planes give 60 and no gradient.
  public func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    Steering(reference: reference)
  }

  private struct Steering: LumaDifferentiable {
    let reference: Plane<Float>

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double {
      try requireSameSize(reference, luma)
      return PSNR.steered(meanSquaredError(reference, luma))
    }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      try requireSameSize(reference, luma)
      return PSNR.steeredWithGradient(reference, luma)
    }
  }

  /// The value and its gradient in Double.
  package func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSameSize(reference, distorted)
    return Self.steeredWithGradient(reference, distorted)
  }

  private static func steered(_ error: Double) -> Double { error > 0 ? 10 * log10(255 * 255 / error) : 60 }

  /// d/dy of `−10·log10(mean (y − x)²)`: `−20 / (ln 10 · n · MSE) · (y − x)`.
  private static func steeredWithGradient<Scalar: PixelScalar>(
    _ reference: Plane<Scalar>, _ distorted: Plane<Scalar>
  ) -> (value: Double, gradient: Plane<Scalar>) {
    let error = meanSquaredError(reference, distorted)
    let slope = error > 0 ? Scalar(-20 / (log(10) * Double(distorted.count) * error)) : 0
    var gradient = distorted
    for index in 0..<gradient.count {
      gradient.samples[index] = slope * (distorted.samples[index] - reference.samples[index])
    }
    return (steered(error), gradient)
  }
}

/// The mean squared difference of two planes of one size.
/// - Complexity: O(width · height)
func meanSquaredError<Scalar: PixelScalar>(_ a: Plane<Scalar>, _ b: Plane<Scalar>) -> Double {
  var sum = 0.0
  a.samples.withUnsafeBufferPointer { a in
    b.samples.withUnsafeBufferPointer { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return }
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
        let difference = Double(a[index]) - Double(b[index])
        sum += difference * difference
        index += 1
      }
    }
  }
  return sum / Double(a.count)
}
