import QualityMetrics
import Raster
import TestSupport
import Testing

/// Runs over the registry, so that no metric whose pictures may change places escapes.
@Suite("Every reversible metric") struct ReversibleMetricsTests {
  static let ids = MetricRegistry.all.filter { $0 is any ReversibleMetric }.map(\.descriptor.id)

  private static func pair(
    _ pair: (reference: Plane<Double>, distorted: Plane<Double>)
  ) -> (reference: SteeringInput<Double>, distorted: SteeringInput<Double>) {
    (SteeringInput(luma: pair.reference), SteeringInput(luma: pair.distorted))
  }

  @Test func thereAreSome() { #expect(Self.ids.count >= 6) }

  @Test(arguments: ids)
  func gradientInTheReferenceIsTheSlope(id: String) throws {
    let metric = try MetricRegistry.reversible(id)
    let (reference, distorted) = Self.pair(TestScene.lumaPair(width: 91, height: 70, seed: 12))
    let error = try DerivativeCheck.largestRelativeError(at: reference, seed: 23) {
      try metric.valueAndReferenceGradient(reference: $0, distorted: distorted)
    }
    #expect(error < DerivativeCheck.tolerance)
  }

  @Test(arguments: ids)
  func steeringFormFollowsDouble(id: String) throws {
    let metric = try MetricRegistry.reversible(id)
    let (reference, distorted) = Self.pair(TestScene.lumaPair(width: 91, height: 70, seed: 12))
    let exact = try metric.valueAndReferenceGradient(reference: reference, distorted: distorted)
    let steering = try metric.prepareReversed(distorted: distorted.single)
    let found = try steering.valueAndGradient(reference.single)
    let tolerance = DifferentiableMetricsTests.floatTolerance
    #expect(abs(found.value - exact.value) <= tolerance * abs(exact.value))
    #expect(try steering.value(reference.single) == found.value)
    var squared = (difference: 0.0, size: 0.0)
    for (a, b) in zip(found.gradient.samples, exact.gradient.samples) {
      squared.difference += (Double(a) - b) * (Double(a) - b)
      squared.size += b * b
    }
    #expect(squared.difference.squareRoot() <= tolerance * 10 * squared.size.squareRoot())
  }

  /// Both places of one pair give one value.
  @Test(arguments: ids)
  func placesAgreeOnTheValue(id: String) throws {
    let metric = try MetricRegistry.reversible(id)
    let (reference, distorted) = Self.pair(TestScene.lumaPair(width: 64, height: 48, seed: 2))
    let one = try metric.valueAndGradient(reference: reference, distorted: distorted).value
    let other = try metric.valueAndReferenceGradient(reference: reference, distorted: distorted).value
    #expect(abs(one - other) <= 1e-9 * abs(one))
  }
}
