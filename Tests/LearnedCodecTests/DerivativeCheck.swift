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
  /// Through ten layers of `Float`: `Directions.uphill` makes the difference tower over rounding by √n.
  static let deepTolerance = 1e-2

  enum Directions {
    /// Uniform in −1…1 for every sample.
    case random
    /// The same magnitudes, with the gradient's signs where it is not zero. A random direction through n parameters
    /// all but cancels; through a deep network the rest drowns in rounding, which differs between processors' BLAS.
    /// This one adds up instead, and its step is lengthened (to at most 1/16) until the loss should move by the
    /// given amount: for a loss near 1, far more than its last bits.
    case uphill(change: Double)
  }

  /// Checks `⟨gradient, direction⟩` against `(f(x + h·d) − f(x − h·d))/2h` with `f = ⟨probe, output⟩`.
  /// - Parameter backward: (x, probe) ↦ the gradient of `⟨probe, output⟩` by x.
  static func expect(
    count: Int, seed: UInt64, at point: [Float]? = nil, step: Float = step,
    tolerance: Double = tolerance, directions: Directions = .random,
    value: ([Float]) -> Double, gradient: ([Float]) -> [Float],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let x = point ?? random(count, seed: seed)
    let slope = gradient(x)
    var direction = random(count, seed: seed &+ 1)
    var step = step
    if case .uphill(let change) = directions {
      direction = zip(direction, slope).map { $1 == 0 ? $0 : $1 < 0 ? -abs($0) : abs($0) }
      step = max(step, min(Float(change / dot(slope, direction)), 1.0 / 16))
    }
    let plus = zip(x, direction).map { $0 + step * $1 }
    let minus = zip(x, direction).map { $0 - step * $1 }
    let numeric = (value(plus) - value(minus)) / (2 * Double(step))
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
