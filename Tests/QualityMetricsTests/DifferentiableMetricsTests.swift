import AuditRecord
import QualityMetrics
import Raster
import TestSupport
import Testing

/// Runs over the registry, so that no differentiable metric escapes.
@Suite("Every differentiable metric") struct DifferentiableMetricsTests {
  static let metrics = MetricRegistry.all.compactMap { $0 as? any DifferentiableMetric }

  static func luma(_ image: RGBImage) -> Plane<Double> { BT709.picture(image).luma.map { Double($0) } }
  static let scene = TestScene.image(width: 203, height: 178, seed: 11)

  /// Fractional offsets keep samples off the kinks at which two code values are equal.
  static func distorted(_ distortion: TestDistortion) -> Plane<Double> {
    let plane = luma(distortion.applied(to: scene))
    var random = SeededRandom(seed: 5)
    return plane.map { $0 + 0.2 + 0.6 * random.uniform() }
  }

  @Test(arguments: metrics.map(\.descriptor.id))
  func gradientIsTheSlope(id: String) throws {
    let metric = try MetricRegistry.differentiable(id)
    let reference = Self.luma(Self.scene)
    for distortion in [TestDistortion.blocks(step: 24), .noise(deviation: 6, seed: 3), .blur(passes: 2)] {
      let error = try DerivativeCheck.largestRelativeError(at: Self.distorted(distortion), seed: 17) {
        try metric.valueAndGradient(reference: reference, distorted: $0)
      }
      #expect(error < DerivativeCheck.tolerance, "\(id) after \(distortion)")
    }
  }

  /// Float carries 7 digits and sums squares of up to 255; the steering form may differ from the Double form by this much.
  static let floatTolerance = 2e-4

  @Test(arguments: metrics.map(\.descriptor.id))
  func steeringFormFollowsDouble(id: String) throws {
    let metric = try MetricRegistry.differentiable(id)
    let reference = Self.luma(Self.scene)
    let distorted = Self.distorted(.blocks(step: 24))
    let exact = try metric.valueAndGradient(reference: reference, distorted: distorted)
    let steering = try metric.prepareDifferentiable(reference.map { Float($0) })
    let found = try steering.valueAndGradient(distorted.map { Float($0) })
    #expect(abs(found.value - exact.value) <= Self.floatTolerance * abs(exact.value))
    #expect(try steering.value(distorted.map { Float($0) }) == found.value)
    var squared = (difference: 0.0, size: 0.0)
    for (a, b) in zip(found.gradient.samples, exact.gradient.samples) {
      squared.difference += (Double(a) - b) * (Double(a) - b)
      squared.size += b * b
    }
    #expect(squared.difference.squareRoot() <= Self.floatTolerance * 10 * squared.size.squareRoot())
  }

  @Test(arguments: metrics.map(\.descriptor.id))
  func sizesMustAgree(id: String) throws {
    let metric = try MetricRegistry.differentiable(id)
    let steering = try metric.prepareDifferentiable(Self.luma(Self.scene).map { Float($0) })
    #expect(throws: MetricError.self) { try steering.value(Plane(width: 8, height: 8, repeating: 0)) }
    #expect(throws: MetricError.self) { try steering.valueAndGradient(Plane(width: 8, height: 8, repeating: 0)) }
  }

  /// What losses and attacks differentiate: none may drop out of the checks above unseen.
  @Test func thoseThatSteerAreChecked() {
    let steering: Set<String> = ["psnr", "ssim", "msssim", "haarpsi", "gmsd", "vmafneg_float", "vmaf_float"]
    #expect(steering.subtracting(Self.metrics.map(\.descriptor.id)).isEmpty)
  }

  /// Whole-picture models are witnesses: nothing that optimises may see them.
  @Test func witnessesHaveNoGradient() {
    #expect(Self.metrics.allSatisfy { $0.descriptor.group != .whole })
  }
}
