import MetricKit
import Raster
import TestSupport
import Testing
import VMAFMetrics

@Suite("Float VMAF against libvmaf's scalar code", .needsShared(ScalarGolden.path))
struct FloatVMAFGoldenTests {
  /// libvmaf sums whole planes in single precision; what that loses reaches 2e-5 points here.
  static let scoreTolerance = 1e-4
  /// The same in features; motion is of the order of 1 to 10 and keeps 7 digits.
  static let featureTolerance = 1e-6
  static let motionTolerance = 1e-5

  static let cases = (try? ScalarGolden.cases().keys.sorted()) ?? []

  @Test(arguments: cases) func featuresAndScore(name: String) throws {
    let expected = try #require(try ScalarGolden.cases()[name]?["vmaf_float_v0.6.1neg"])
    let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_ref.y4m"))
    let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_dis.y4m"))
    let metric = FloatVMAF(id: "test", title: "", model: .floatV061neg)
    let frames = try metric.frames(reference, distorted)
    #expect(frames.count == expected.count)
    for (frame, wanted) in zip(frames, expected) {
      for (feature, value) in frame.features {
        let want = try #require(ScalarGolden.value(feature, in: wanted))
        let tolerance = feature == "motion2" ? Self.motionTolerance : Self.featureTolerance
        #expect(abs(value - want) < tolerance, "\(feature): \(value), libvmaf \(want)")
      }
      let want = try #require(wanted["vmaf"])
      let clipped = min(max(want, 0), 100)
      #expect(abs(frame.score - clipped) < Self.scoreTolerance, "score: \(frame.score), libvmaf \(clipped)")
    }
  }
}
