import QualityMetrics
import Raster
import TestSupport
import Testing

/// Values that libvmaf's own tests publish for its float extractors and the float model, at the places they state.
///
/// Source: libvmaf, `python/test/vmafexec_feature_extractor_test.py` and `quality_runner_test.py` (pair
/// `akiyo_multiply`, contrast enhanced), as collected in `golden/vmaf/expected.json`.
@Suite("Float VMAF against published values", .enabled(if: SharedFolder.has("golden/vmaf/akiyo_ref_352x288.y4m")))
struct FloatVMAFPublishedTests {
  struct Value: Sendable {
    let feature: String
    let value: Double
    let places: Int
  }

  struct Case: Sendable {
    let admLimit: Double
    let vifLimit: Double
    let values: [Value]
  }

  static let cases = [
    Case(
      admLimit: 100, vifLimit: 100,
      values: [
        Value(feature: "adm2", value: 1.116686, places: 6), Value(feature: "vif_scale0", value: 1.052366, places: 4),
        Value(feature: "vif_scale1", value: 1.070267, places: 5),
        Value(feature: "vif_scale2", value: 1.072423, places: 4),
        Value(feature: "vif_scale3", value: 1.072756, places: 4),
      ]),
    Case(
      admLimit: 1, vifLimit: 1,
      values: [
        Value(feature: "adm2", value: 0.957_430_860_611_511_8, places: 6),
        Value(feature: "vif_scale0", value: 0.983_699_021_577_095, places: 4),
        Value(feature: "vif_scale1", value: 0.997443, places: 4),
        Value(feature: "vif_scale2", value: 0.998483, places: 4),
        Value(feature: "vif_scale3", value: 0.999151, places: 4),
        Value(feature: "score", value: 88.028_585_355_064_59, places: 2),
      ]),
    Case(
      admLimit: 1.2, vifLimit: 1.1,
      values: [
        Value(feature: "adm2", value: 1.116595, places: 6),
        Value(feature: "vif_scale0", value: 1.029_845_153_124_251_4, places: 3),
        Value(feature: "vif_scale1", value: 1.046_596_975_760_772, places: 3),
        Value(feature: "vif_scale2", value: 1.048_560_762_850_050_4, places: 3),
        Value(feature: "vif_scale3", value: 1.04892, places: 3),
      ]),
  ]

  @Test(arguments: cases.indices) func agree(index: Int) throws {
    let expected = Self.cases[index]
    var options = VMAFFeatureOptions()
    options.admEnhancementGainLimit = expected.admLimit
    options.vifEnhancementGainLimit = expected.vifLimit
    let base = VMAFModel.floatV061
    let model = VMAFModel(
      name: "test", arithmetic: .float, features: base.features, options: options, gamma: base.gamma, rho: base.rho,
      supportVectors: base.supportVectors, outputSlope: base.outputSlope, outputIntercept: base.outputIntercept,
      transform: nil, clipRange: nil)
    let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf/akiyo_ref_352x288.y4m"))
    let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf/akiyo_multiply_352x288.y4m"))
    let found = try FloatVMAF(id: "test", title: "", model: model).prepare(reference[0]).evaluate(distorted[0])
    for value in expected.values {
      let actual = try #require(value.feature == "score" ? found.score : found.features[value.feature])
      var tolerance = 0.5
      for _ in 0..<value.places { tolerance /= 10 }
      #expect(abs(actual - value.value) <= tolerance, "\(value.feature): \(actual), published \(value.value)")
    }
  }
}
