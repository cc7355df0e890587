import Raster

// The logarithm comes from the platform's C library; no other part of Foundation is needed.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Peak signal-to-noise ratio of luma.
///
/// Measures the mean squared difference of luma code values: `10·log10(peak² / MSE)`, peak 2^bits − 1.
/// Identical pictures give 60 dB at 8 bits (72 at 10), as libvmaf caps it: `6·bits + 12`. Higher is better.
/// Source: libvmaf's `psnr` feature (`psnr_y`).
public struct PSNR: QualityMetric {
  /// Luma's ratio.
  public init() {}

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "psnr", title: "PSNR (Y')", unit: "dB", direction: .higherIsBetter, range: 0...108, group: .fidelity,
      votes: true, input: .luma, smallestSide: 1, family: "psnr", citation: "ITU-T J.340 (2010)")
  }

  /// Keeps the reference's luma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(reference: reference)
  }

  private struct Prepared: PreparedMetric {
    let reference: Picture

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(reference, distorted)
      let error = meanSquaredError(reference.luma, distorted.luma)
      return Evaluation(score: decibels(meanSquaredError: error, bitDepth: reference.bitDepth))
    }
  }

  /// Decibels of a mean squared error of code values of `bitDepth` bits, capped as libvmaf caps them.
  public static func decibels(meanSquaredError: Double, bitDepth: Int) -> Double {
    let peak = Double((1 << bitDepth) - 1)
    let cap = Double(6 * bitDepth + 12)
    guard meanSquaredError > 0 else { return cap }
    return min(10 * log10(peak * peak / meanSquaredError), cap)
  }
}

private func decibels(meanSquaredError: Double, bitDepth: Int) -> Double {
  PSNR.decibels(meanSquaredError: meanSquaredError, bitDepth: bitDepth)
}

/// The mean squared difference of two planes of one size.
/// - Complexity: O(width · height)
func meanSquaredError(_ a: Plane<Float>, _ b: Plane<Float>) -> Double {
  var sum = 0.0
  for index in 0..<a.count {
    let difference = Double(a.samples[index]) - Double(b.samples[index])
    sum += difference * difference
  }
  return sum / Double(a.count)
}

/// Both pictures have one size and one bit depth.
/// - Throws: `MetricError.mismatch` with both geometries.
func requireSameGeometry(_ reference: Picture, _ distorted: Picture) throws(MetricError) {
  guard reference.width == distorted.width && reference.height == distorted.height else {
    throw MetricError.mismatch(
      "the reference is \(reference.width)×\(reference.height), the distorted picture "
        + "\(distorted.width)×\(distorted.height)")
  }
  guard reference.bitDepth == distorted.bitDepth else {
    throw MetricError.mismatch(
      "the reference has \(reference.bitDepth) bits, the distorted picture \(distorted.bitDepth)")
  }
}
