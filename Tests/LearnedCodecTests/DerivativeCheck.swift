import Raster
import TestSupport
import Testing

@testable import LearnedCodec

/// The shared check of every layer's backward pass: one seeded random direction through inputs and parameters, central
/// differences whose sums are in Double.
///
/// Layers compute in `Float`: with a step of 1/512 rounding leaves a relative error up to 5e-4, and kinks (rectifier,
/// magnitude) that a sample crosses add as much again; a missing or wrong term shows at 1e-1.
enum DerivativeCheck {
  static let step: Float = 1.0 / 512
  static let tolerance = 2e-3
  /// Through ten layers of `Float`, small differences of a sum near 1 over 1/4096 keep little more than one digit.
  static let deepTolerance = 5e-2

  /// Checks `⟨gradient, direction⟩` against `(f(x + h·d) − f(x − h·d))/2h` with `f = ⟨probe, output⟩`.
  /// - Parameter backward: (x, probe) ↦ the gradient of `⟨probe, output⟩` by x.
  static func expect(
    count: Int, seed: UInt64, at point: [Float]? = nil, step: Float = step,
    tolerance: Double = tolerance,
    value: ([Float]) -> Double, gradient: ([Float]) -> [Float],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let x = point ?? random(count, seed: seed)
    let direction = random(count, seed: seed &+ 1)
    let plus = zip(x, direction).map { $0 + step * $1 }
    let minus = zip(x, direction).map { $0 - step * $1 }
    let numeric = (value(plus) - value(minus)) / (2 * Double(step))
    let slope = gradient(x)
    let analytic = dot(slope, direction)
    // What a random direction's derivative is typically like; a chance near-orthogonality must not magnify rounding.
    let typical = (dot(slope, slope) * dot(direction, direction) / Double(count)).squareRoot()
    let scale = max(abs(numeric), typical)
    #expect(
      abs(numeric - analytic) / scale < tolerance, "numeric \(numeric), analytic \(analytic)",
      sourceLocation: sourceLocation)
  }

  static func random(_ count: Int, seed: UInt64, in range: ClosedRange<Float> = -1...1) -> [Float] {
    Plane<Float>.random(width: count, height: 1, in: range, seed: seed).samples
  }

  static func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}

extension FeatureMap {
  /// A map of seeded uniform values in −1…1.
  static func random(channels: Int, height: Int, width: Int, seed: UInt64) -> FeatureMap {
    FeatureMap(
      channels: channels, height: height, width: width,
      values: DerivativeCheck.random(channels * height * width, seed: seed))
  }

  /// The same signs with magnitudes of at least 0.1: no sample crosses a magnitude's kink during a check.
  var awayFromZero: FeatureMap { with(values.map { $0 < 0 ? $0 - 0.1 : $0 + 0.1 }) }

  /// A map of this shape with other values.
  func with(_ values: some Sequence<Float>) -> FeatureMap {
    FeatureMap(channels: channels, height: height, width: width, values: Array(values))
  }
}
