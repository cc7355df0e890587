import AuditRecord
import Glibc

/// One point of a rate–distortion curve.
struct RatePoint: Sendable, Equatable {
  /// The rate, in any unit (bits per pixel, bytes); above 0.
  var rate: Double
  /// The quality, more is better.
  var quality: Double
}

/// The mean difference in rate at equal quality between two curves, in per cent; negative when the candidate saves rate.
///
/// `100·(10^(mean of log₁₀ R_c(q) − log₁₀ R_b(q)) − 1)` over the qualities both curves reach, each curve a monotone
/// cubic of log rate over quality. Source: G. Bjøntegaard, ITU-T VCEG-M33 (2001), with the piecewise cubic (PCHIP) of the
/// JPEG AI common training and test conditions (ISO/IEC JTC 1/SC 29/WG 1 N100421).
/// - Throws: `RateRefusal`: nothing is extrapolated.
func bjontegaardRate(
  baseline: [RatePoint], candidate: [RatePoint]
) throws(RateRefusal) -> Double {
  let a = try rateCurve(baseline)
  let b = try rateCurve(candidate)
  let lower = max(a.qualities.lowerBound, b.qualities.lowerBound)
  let upper = min(a.qualities.upperBound, b.qualities.upperBound)
  guard lower < upper, let areaA = a.curve.integral(from: lower, to: upper),
    let areaB = b.curve.integral(from: lower, to: upper)
  else { throw .noOverlap }
  return 100 * (pow(10, (areaB - areaA) / (upper - lower)) - 1)
}

private func rateCurve(
  _ points: [RatePoint]
) throws(RateRefusal) -> (curve: MonotoneCubic, qualities: ClosedRange<Double>) {
  let usable = points.filter { $0.rate > 0 && $0.rate.isFinite && $0.quality.isFinite }.sorted { $0.rate < $1.rate }
  guard usable.count >= 4, let first = usable.first, let last = usable.last else { throw .tooFewPoints }
  let qualities = usable.map(\.quality)
  guard let curve = MonotoneCubic(x: qualities, y: usable.map { log10($0.rate) }) else { throw .notMonotone }
  return (curve, first.quality...last.quality)
}
