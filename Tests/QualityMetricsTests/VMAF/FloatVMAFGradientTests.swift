import QualityMetrics
import Raster
import TestSupport
import Testing

@Suite("Float VMAF's gradients") struct FloatVMAFGradientTests {
  /// Central differences with a step of 1e-4 levels: their own error is of the order of step², plus step times the share
  /// of samples that cross a kink.
  static let tolerance = 1e-6

  static let targets: [FloatVMAFTarget] =
    [.score] + VMAFFeature.allCases.filter { $0 != .motion2 }.map { .feature($0) }

  static func metrics(_ target: FloatVMAFTarget) -> [FloatVMAF] {
    [.floatV061neg, .floatV061].map { FloatVMAF(id: $0.name, title: "", model: $0, target: target) }
  }

  @Test(arguments: targets, [(64, 48), (39, 53)]) func inTheDistortedPicture(
    target: FloatVMAFTarget, size: (Int, Int)
  ) throws {
    let reference = TestScenes.luma(width: size.0, height: size.1, seed: 1)
    let distorted = TestScenes.distorted(reference, noise: 3, seed: 2)
    for metric in Self.metrics(target) {
      let error = try DirectionalDerivative.error(at: distorted, seed: 3) {
        try metric.valueAndGradient(reference: reference, distorted: $0)
      }
      #expect(error < Self.tolerance)
    }
  }

  @Test(arguments: targets, [(64, 48), (39, 53)]) func inTheReference(
    target: FloatVMAFTarget, size: (Int, Int)
  ) throws {
    let reference = TestScenes.luma(width: size.0, height: size.1, seed: 1)
    let distorted = TestScenes.distorted(reference, noise: 3, seed: 2)
    for metric in Self.metrics(target) {
      let error = try DirectionalDerivative.error(at: reference, seed: 3) {
        try metric.valueAndReferenceGradient(reference: $0, distorted: distorted)
      }
      #expect(error < Self.tolerance)
    }
  }
}
