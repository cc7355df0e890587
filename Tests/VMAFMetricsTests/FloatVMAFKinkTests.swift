import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

/// Where float VMAF has no derivative, the side that its gradient takes.
@Suite("Float VMAF's subgradients") struct FloatVMAFKinkTests {
  typealias L = DoubleLanes
  let window = VIFWindow<L>(limit: L(1))
  /// One-sided differences over this step, in Double.
  static let step = 1e-6
  static let tolerance = 1e-5

  func numerator(_ s1: Double, _ s2: Double, _ c: Double) -> Double {
    let parts = window.numerator(s1: L(s1), s2: L(s2), covariance: L(c))
    return ((parts.over / parts.under).binaryLogarithm + parts.flat).sum / 8
  }

  func partials(_ s1: Double, _ s2: Double, _ c: Double) -> (s1: Double, s2: Double, c: Double) {
    let partials = window.numeratorAndPartials(s1: L(s1), s2: L(s2), covariance: L(c)).1
    return (partials.byS1.sum / 8, partials.byS2.sum / 8, partials.byCovariance.sum / 8)
  }

  /// The slope of the numerator along the covariance, from below or above.
  func slope(_ s1: Double, _ s2: Double, _ c: Double, _ direction: Double) -> Double {
    let start = numerator(s1, s2, c)
    return direction * (numerator(s1, s2, c + direction * Self.step) - start) / Self.step
  }

  @Test func gainAtItsLimitCountsAsBelow() {
    // The gain is c / (s₁ + ε), so it is exactly 1 at c = s₁ + ε.
    let c = 10 + 1e-10
    let below = slope(10, 14, c, -1)
    let above = slope(10, 14, c, 1)
    #expect(abs(below - above) > 0.1)
    #expect(abs(partials(10, 14, c).c - below) < Self.tolerance)
    #expect(abs(partials(10, 14, c + 1e-3).c - slope(10, 14, c + 1e-3, 1)) < Self.tolerance)
  }

  @Test func negativeCovarianceHasNoSlope() {
    #expect(partials(10, 14, -1e-9) == (0, 0, 0))
    #expect(partials(10, 14, 0) == (0, 0, 0))
    #expect(numerator(10, 14, -3) == 0)
  }

  @Test func varianceAtTheNoiseUsesTheLogarithm() {
    let atNoise = partials(2, 3, 1)
    #expect(abs(atNoise.c - slope(2, 3, 1, 1)) < Self.tolerance && atNoise.c > 0)
    // Just below, only the distorted variance counts, with 4 / 255² a unit.
    let below = partials(2 - 1e-9, 3, 1)
    #expect(below.s1 == 0 && below.c == 0 && abs(below.s2 + 4 / 65025) < 1e-12)
  }

  @Test func flatDistortedWindowsHaveNoSlope() {
    #expect(partials(10, 0, 0) == (0, 0, 0))
    #expect(partials(1, 0, 0) == (0, 0, 0))
    #expect(partials(10, 9e-11, 1e-6) == (0, 0, 0))
  }

  @Test func remainderBelowTheFloorIsConstant() {
    // s₂ − c²/s₁ < 0 cannot come from a picture, only from rounding.
    let at = partials(10, 4.9, 7)
    #expect(at.s2 == 0)
    #expect(abs(at.c - slope(10, 4.9, 7, 1)) < Self.tolerance)
  }

  @Test func coefficientsAtTheEndsOfTheClipPass() {
    for (o, t) in [(3.0, 3.0), (3, 0), (-3, -3), (-3, 0)] {
      let part = ADMPass<L>.decouple(o: L(o), t: L(t), credit: L(1))
      #expect(part.restored.sum / 8 == t && part.additive.sum == 0)
      #expect(L.zero.replacing(with: L(1), where: part.isRestored).sum == 8)
    }
    let beyond = ADMPass<L>.decouple(o: L(3), t: L(3.5), credit: L(1))
    #expect(beyond.restored.sum / 8 == 3 && L.zero.replacing(with: L(1), where: beyond.isRestored).sum == 0)
  }

  /// Plain VMAF jumps where the angle of the coefficients crosses 1°; its gradient is that of the side it is on.
  @Test func angleRuleJumps() {
    let pass = ADMPass<L>(
      straight: 1, diagonal: 1, limit: 100, window: ADMWindow(width: 32, height: 32),
      buffers: ADMBuffers(Arena<Double>(), width: 32))
    func credit(_ tv: Double) -> Double { pass.credit(oh: L(1), ov: L(0), th: L(2), tv: L(tv)).sum / 8 }
    #expect(credit(2 * 0.0174) == 100)
    #expect(credit(2 * 0.0176) == 1)
    #expect(credit(-2 * 0.0174) == 100)
  }

  static let scenes: [(String, Plane<Double>)] = [
    ("scene", TestScene.lumaPair(width: 70, height: 53, seed: 8).reference.map { $0.rounded() }),
    ("flat", Plane(width: 48, height: 40, repeating: 37)),
    ("black", Plane(width: 33, height: 17, repeating: 0)),
  ]

  /// A copy of the reference sits on every kink at once.
  @Test(arguments: scenes.indices, [VMAFModel.floatV061neg, .floatV061])
  func copiesHaveFiniteGradients(index: Int, model: VMAFModel) throws {
    let plane = SteeringInput(luma: Self.scenes[index].1)
    let metric = FloatVMAF(id: "test", title: "", model: model)
    let single = plane.single
    for result in [
      try metric.prepareDifferentiable(single).valueAndGradient(single),
      try metric.prepareReversed(distorted: single).valueAndGradient(single),
    ] {
      #expect(abs(result.value - 97.43) < 0.01)
      #expect(result.gradient.samples.allSatisfy { $0.isFinite })
    }
    let exact = try metric.valueAndGradient(reference: plane, distorted: plane)
    #expect(exact.gradient.samples.allSatisfy { $0.isFinite })
  }

  /// Values outside the code range, as an optimiser may visit them.
  @Test func wideRangesStayFinite() throws {
    let (reference, distorted) = TestScene.lumaPair(width: 64, height: 48, seed: 3)
    let metric = FloatVMAF(id: "test", title: "", model: .floatV061neg)
    let found = try metric.prepareDifferentiable(SteeringInput(luma: reference).single)
      .valueAndGradient(SteeringInput(luma: distorted.map { Float(40 * $0 - 3000) }))
    #expect(found.value.isFinite && found.gradient.samples.allSatisfy { $0.isFinite })
  }
}
