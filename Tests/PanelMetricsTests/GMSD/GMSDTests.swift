import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("GMSD") struct GMSDTests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: GMSD()) }

  /// GMSD.m of the authors (piq's tests/test_gmsd.py); it divides by n − 1, which on these pictures is 8e-6 relative.
  @Test(.needsShared(GoldenPiq.path)) func agreesWithTheAuthorsProgram() throws {
    for (pair, expected) in [
      (try GoldenPiq.goldhill(), 0.138012587141798), (try GoldenPiq.i01(), 0.094124655829098),
    ] {
      let found = try GMSD().prepare(pair.reference).evaluate(pair.distorted).score
      #expect(abs(found - expected) < 2e-5 * expected)
    }
  }

  /// Identical planes have no slope: the gradient is 0, not a division by 0.
  @Test func identicalPlanesHaveNoSlope() throws {
    let plane = SteeringInput<Float>(luma: .random(width: 33, height: 20, in: 0...255, seed: 4))
    let (value, gradient) = try GMSD().prepareDifferentiable(plane).valueAndGradient(plane)
    #expect(value == 0)
    #expect(gradient.samples.allSatisfy { $0 == 0 })
  }

  /// Flat areas, where the gradient has no direction, give no slope either.
  @Test func flatPlanesHaveFiniteSlopes() throws {
    let flat = SteeringInput<Float>(luma: Plane(width: 24, height: 24, repeating: 77))
    let plane = SteeringInput<Float>(luma: .random(width: 24, height: 24, in: 0...255, seed: 4))
    let (_, gradient) = try GMSD().prepareDifferentiable(plane).valueAndGradient(flat)
    #expect(gradient.samples.allSatisfy { $0.isFinite })
  }
}
