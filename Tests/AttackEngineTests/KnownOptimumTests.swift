import QualityMetrics
import Raster
import Testing

@testable import AttackEngine

/// Attacks on metrics whose optimum is known in closed form.
@Suite("Known optima") struct KnownOptimumTests {
  func run(
    _ id: String, _ parameters: [String: Double] = [:], reference: RGBImage, start: RGBImage,
    metric: any QualityMetric, seed: UInt64 = 1
  ) throws -> AttackOutcome {
    var random = SeededRandom(seed: seed)
    return try AttackRegistry.attack(id, parameters: parameters)
      .perturb(AttackProblem(reference: reference, start: start, metric: metric), random: &random)
  }

  @Test(arguments: [MetricDescriptor.Direction.higherIsBetter, .lowerIsBetter], [1.0, 4])
  func projectedGradientReachesTheCorner(direction: MetricDescriptor.Direction, budget: Double) throws {
    let start = testImage()
    let metric = TargetMetric(target: { plane in plane.map { $0 + ($0 > 120 ? 40 : -40) } }, direction: direction)
    let outcome = try run("pgd-linf", ["budget": budget], reference: start, start: start, metric: metric)
    // Two grey steps may round to one code value, so the corner is told by luma.
    let luma = BT709.picture(start).luma
    var corner = start
    for index in 0..<luma.count {
      func moved(_ value: UInt16) -> UInt16 {
        luma.samples[index] > 120 ? value + UInt16(budget) : value - UInt16(budget)
      }
      corner.red.samples[index] = moved(start.red.samples[index])
      corner.green.samples[index] = moved(start.green.samples[index])
      corner.blue.samples[index] = moved(start.blue.samples[index])
    }
    #expect(BT709.picture(outcome.image).luma == BT709.picture(corner).luma)
  }

  @Test func theFloorIsMetWithEqualityWhenTheMetricIsTheError() throws {
    let reference = testImage()
    let start = noisy(reference, levels: 4)
    let outcome = try run(
      "fidelity-floor", ["floor": 3], reference: reference, start: start, metric: TargetMetric(target: { $0 }))
    let ratio = lumaError(outcome.image, reference) / lumaError(start, reference)
    #expect(ratio >= 3)
    // Rounding adds up to a twelfth of a squared code value to an error of some 20.
    #expect(ratio < 3.05)
  }

  // On the sphere of error r² about the reference the nearest point to reference + c is a uniform shift by r.
  @Test func ascentOnTheSphereTurnsTowardsTheTarget() throws {
    let reference = testImage()
    let start = noisy(reference, levels: 6)
    let outcome = try run(
      "fidelity-floor", ["floor": 4, "steps": 100], reference: reference, start: start,
      metric: TargetMetric(target: { plane in plane.map { $0 + 30 } }))
    let (before, after) = (BT709.picture(reference).luma, BT709.picture(outcome.image).luma)
    let mean = VectorKernels.difference(after.samples, before.samples).reduce(0, +) / Float(before.count)
    let size = lumaError(outcome.image, reference).squareRoot()
    #expect(Double(mean) > 0.97 * size, "the error is a uniform shift: its mean is its size")
  }

  // The level set of 100 − |y − (x + c)|² through the start is a sphere of radius ρ about x + c; its point farthest from
  // x is x + c + ρ.
  @Test func maximumDifferentiationFindsTheFarthestPoint() throws {
    let reference = testImage()
    let start = noisy(reference, levels: 5)
    let metric = TargetMetric(target: { plane in plane.map { $0 + 12 } })
    let outcome = try run("maximum-differentiation", reference: reference, start: start, metric: metric)
    let prepared = metric.prepare(BT709.picture(reference))
    let before = try prepared.evaluate(BT709.picture(start)).score
    let after = try prepared.evaluate(BT709.picture(outcome.image)).score
    #expect(after >= before)
    let farthest = 12 + (100 - before).squareRoot()
    let reached = lumaError(outcome.image, reference).squareRoot()
    #expect(reached <= farthest + 0.5)
    #expect(reached > 0.95 * farthest)
  }

  @Test func maximumDifferentiationMayDropByWhatItIsTold() throws {
    let reference = testImage()
    let start = noisy(reference, levels: 5)
    let metric = TargetMetric(target: { plane in plane.map { $0 + 2 } })
    let held = try run("maximum-differentiation", reference: reference, start: start, metric: metric)
    let dropped = try run(
      "maximum-differentiation", ["drop": 10], reference: reference, start: start, metric: metric)
    #expect(try #require(dropped.chosen["score_change"]) < 0)
    #expect(lumaError(dropped.image, reference) > lumaError(held.image, reference))
  }

  @Test(arguments: [-0.375, 0.45]) func unsharpFindsTheAmountAndRadius(amount: Float) throws {
    let reference = texturedImage()
    let metric = TargetMetric(target: { plane in
      let detail = VectorKernels.difference(plane.samples, GaussianBlur(sigma: 1.5).blurred(plane).samples)
      var target = plane
      VectorKernels.add(detail, scaledBy: amount, to: &target.samples)
      return target
    })
    let outcome = try run("unsharp", reference: reference, start: reference, metric: metric)
    #expect(outcome.chosen["radius"] == 1.5)
    // The grid is 0.025 fine, and quantised pictures of neighbouring amounts score nearly alike.
    #expect(abs(try #require(outcome.chosen["amount"]) - Double(amount)) <= 0.051)
  }

  @Test func unsharpKeepsTheStartWhereNothingIsGained() throws {
    let reference = testImage()
    let outcome = try run("unsharp", reference: reference, start: reference, metric: TargetMetric(target: { $0 }))
    #expect(outcome.image == reference)
    #expect(outcome.chosen["amount"] == 0)
  }

  @Test func gammaFindsTheExponent() throws {
    let reference = testImage()
    let bright = ToneCurve { 255 * ($0 / 255).squareRoot() }.applied(to: reference)
    let target = BT709.picture(bright).luma
    let metric = TargetMetric(target: { _ in target })
    let outcome = try run("gamma", reference: reference, start: reference, metric: metric)
    #expect(outcome.chosen["exponent"] == 0.5)
    #expect(outcome.image == bright)
  }
}
