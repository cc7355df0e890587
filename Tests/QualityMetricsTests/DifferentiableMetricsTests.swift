import AuditRecord
import QualityMetrics
import Raster
import TestSupport
import Testing

/// Runs over the registry, so that no differentiable metric escapes.
@Suite("Every differentiable metric") struct DifferentiableMetricsTests {
  static let metrics = MetricRegistry.all.compactMap { $0 as? any DifferentiableMetric }

  static let scene = TestScene.image(width: 203, height: 178, seed: 11)

  /// Those planes of an image that a metric reads.
  static func planes(_ image: RGBImage, for metric: any QualityMetric) throws -> SteeringInput<Double> {
    let planes = try SteeringInput(BT709.picture(image), for: metric.descriptor)
    return planes.with(planes.samples.map { Double($0) })
  }

  /// Fractional offsets keep samples off the kinks at which two code values are equal.
  static func distorted(_ distortion: TestDistortion, for metric: any QualityMetric) throws -> SteeringInput<Double> {
    let planes = try planes(distortion.applied(to: scene), for: metric)
    var random = SeededRandom(seed: 5)
    return planes.with(planes.samples.map { $0 + 0.2 + 0.6 * random.uniform() })
  }

  @Test(arguments: metrics.map(\.descriptor.id))
  func gradientIsTheSlope(id: String) throws {
    let metric = try MetricRegistry.differentiable(id)
    let reference = try Self.planes(Self.scene, for: metric)
    for distortion in [TestDistortion.blocks(step: 24), .noise(deviation: 6, seed: 3), .blur(passes: 2)] {
      let error = try DerivativeCheck.largestRelativeError(at: Self.distorted(distortion, for: metric), seed: 17) {
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
    let reference = try Self.planes(Self.scene, for: metric)
    let distorted = try Self.distorted(.blocks(step: 24), for: metric)
    let exact = try metric.valueAndGradient(reference: reference, distorted: distorted)
    let steering = try metric.prepareDifferentiable(reference.single)
    let found = try steering.valueAndGradient(distorted.single)
    #expect(abs(found.value - exact.value) <= Self.floatTolerance * abs(exact.value))
    #expect(try steering.value(distorted.single) == found.value)
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
    let steering = try metric.prepareDifferentiable(Self.planes(Self.scene, for: metric).single)
    let other = SteeringInput<Float>(luma: Plane(width: 8, height: 8, repeating: 0))
    #expect(throws: MetricError.self) { try steering.value(other) }
    #expect(throws: MetricError.self) { try steering.valueAndGradient(other) }
  }

  /// The descriptor tells the engine what the gradient has: chroma is there exactly where it is steered.
  @Test func descriptorsSayWhatIsSteered() throws {
    for metric in MetricRegistry.all {
      let (id, steers) = (metric.descriptor.id, metric.descriptor.steers)
      guard let differentiable = metric as? any DifferentiableMetric else {
        #expect(steers.isEmpty, "\(id)")
        continue
      }
      #expect(!steers.isEmpty && steers.isSubset(of: [.luma, .chroma]), "\(id)")
      let gradient = try differentiable.prepareDifferentiable(Self.planes(Self.scene, for: metric).single)
        .valueAndGradient(Self.distorted(.blur(passes: 2), for: metric).single).gradient
      #expect((gradient.chroma != nil) == steers.contains(.chroma), "\(id)")
      #expect(gradient.luma.samples.contains { $0 != 0 } == steers.contains(.luma), "\(id)")
    }
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
