import MetricKit
import Raster
import TestSupport
import Testing
import VMAFMetrics

@Suite("Float VMAF's gradients") struct FloatVMAFGradientTests {
  static let targets: [FloatVMAFTarget] =
    [.score] + VMAFModel.floatV061neg.computedFeatures.filter { $0.range != nil }.map { .feature($0) }

  static func metrics(_ target: FloatVMAFTarget) -> [FloatVMAF] {
    [.floatV061neg, .floatV061].map { FloatVMAF(id: $0.name, title: "", model: $0, target: target) }
  }

  @Test(arguments: targets, [(64, 48), (39, 53)]) func inTheDistortedPicture(
    target: FloatVMAFTarget, size: (Int, Int)
  ) throws {
    let (reference, distorted) = TestScene.lumaPair(width: size.0, height: size.1, seed: 6)
    for metric in Self.metrics(target) {
      let error = try DerivativeCheck.largestRelativeError(at: SteeringInput(luma: distorted), seed: 3, directions: 1) {
        try metric.valueAndGradient(reference: SteeringInput(luma: reference), distorted: $0)
      }
      #expect(error < DerivativeCheck.tolerance)
    }
  }

  @Test(arguments: targets, [(64, 48), (39, 53)]) func inTheReference(
    target: FloatVMAFTarget, size: (Int, Int)
  ) throws {
    let (reference, distorted) = TestScene.lumaPair(width: size.0, height: size.1, seed: 6)
    for metric in Self.metrics(target) {
      let error = try DerivativeCheck.largestRelativeError(at: SteeringInput(luma: reference), seed: 3, directions: 1) {
        try metric.valueAndReferenceGradient(reference: $0, distorted: SteeringInput(luma: distorted))
      }
      #expect(error < DerivativeCheck.tolerance)
    }
  }
}
