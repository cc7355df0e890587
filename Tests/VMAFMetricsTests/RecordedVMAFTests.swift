import MetricKit
import Raster
import TestSupport
import Testing
import VMAFMetrics

@Suite("Float VMAF against recorded values of libvmaf") struct RecordedVMAFTests {
  /// In points. libvmaf sums whole planes in single precision and this project row by row in Double; the largest
  /// difference found is 8.3e-5, on 18×24 samples. What the float form promises is 0.001.
  static let scoreTolerance = 2e-4
  /// Recorded with six decimals.
  static let featureTolerance = 2e-6

  static let models: [String: VMAFModel] = ["vmaf_float_v0.6.1neg": .floatV061neg, "vmaf_float_v0.6.1": .floatV061]

  /// Features, and the score as `vmaf`.
  static func values(of pair: VMAFPair, _ model: VMAFModel) throws -> [String: Double] {
    let metric = FloatVMAF(id: "test", title: "", model: model)
    let evaluation = try metric.prepare(picture(pair.reference)).evaluate(picture(pair.distorted))
    var values = evaluation.features
    values["vmaf"] = evaluation.score
    return values
  }

  static func picture(_ luma: Plane<Float>) -> Picture { Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: 8) }

  @Test(arguments: models.keys.sorted()) func agree(model: String) throws {
    let recorded = try #require(recordedVMAFFloatValues[model])
    var compared = 0
    for pair in VMAFPair.all {
      let values = try Self.values(of: pair, try #require(Self.models[model]))
      for (name, value) in values {
        let expected = try #require(recorded.value(name, pair.name), "\(name) of \(pair.name)")
        let tolerance = name == "vmaf" ? Self.scoreTolerance : Self.featureTolerance
        #expect(abs(value - expected) <= tolerance, "\(pair.name) \(name): \(value), libvmaf \(expected)")
      }
      compared += 1
    }
    #expect(compared >= 40)
  }
}
