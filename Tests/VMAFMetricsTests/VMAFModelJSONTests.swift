import Foundation
import MetricKit
import TestSupport
import Testing
import VMAFMetrics

@Suite("VMAF model files")
struct VMAFModelJSONTests {
  /// A model file as libvmaf publishes it.
  private static func published(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Published")
    return try [UInt8](Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  @Test(
    "a published file reads as the built-in model of its name",
    arguments: ["vmaf_v0.6.1neg", "vmaf_v0.6.1", "vmaf_4k_v0.6.1neg", "vmaf_float_v0.6.1neg"])
  func published(name: String) throws {
    let model = try VMAFModel(json: Self.published(name), name: name)
    #expect(model == VMAFModel.builtIn.first { $0.name == name })
  }

  @Test("a model is refused by the name of the feature we lack")
  func newerModel() throws {
    let bytes = try Self.published("vmaf_v1.0.16_3d0h")
    #expect(throws: VMAFModelError.unsupportedFeature(file: "v1.json", feature: "cambi")) {
      try VMAFModel(json: bytes, name: "v1.json")
    }
  }

  @Test("a file that is not there is named")
  func missingFile() {
    #expect(throws: VMAFModelError.unreadable(file: "/nonexistent/model.json", reason: "no such file")) {
      try VMAFModel(path: "/nonexistent/model.json")
    }
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: VMAFModelError.unreadable(file: folder, reason: "is a folder")) { try VMAFModel(path: folder) }
  }

  @Test("options, sparse vectors, transform and clipping are read as libvmaf reads them")
  func smallModel() throws {
    let model = try read(
      options: #"[{"adm_enhn_gain_limit": 1.23456789}, {"vif_enhn_gain_limit": 1.1}]"#,
      transform: #"{"enabled": true, "p0": 1, "p1": 0.5, "p2": null, "knots": [[0, 0], [10, 20]]}"#)
    // libvmaf keeps six significant digits of an option.
    #expect(model.options.admEnhancementGainLimit == 1.23457)
    #expect(model.options.vifEnhancementGainLimit == 1.1)
    #expect(model.supportVectors == [2, 0, 0.5, -1, 0.25, 0])
    #expect(model.clipRange == 0...90)
    // Features 1 and 0.5 normalise to 1 and 1; the distances are 1 + 0.25 and 0.5625 + 1.
    let fused = (2 * exp(-0.1 * 1.25) - exp(-0.1 * 1.5625) + 0.5 - 0.25) / 0.125
    let stretched = 2 * (1 + 0.5 * fused)
    #expect(abs(model.predict(features: [1, 0.5]) - stretched) < 1e-12)
    #expect(abs(model.predictWithGradient([1, 0.5]).score - stretched) < 1e-12)
  }

  @Test("an option's number may stand in quotation marks, and keeps all its digits then")
  func textOptions() throws {
    #expect(
      try read(options: #"[{"adm_enhn_gain_limit": "1.23456789"}]"#).options.admEnhancementGainLimit == 1.23456789)
    for text in ["", "abc", "nan", "inf", "0.5", "1.5x"] {
      expectRefusal("from 1.0 to 100.0") { try read(options: "[{\"adm_enhn_gain_limit\": \"\(text)\"}]") }
    }
  }

  @Test("without normalisation slopes and intercepts may be absent")
  func noNormalisation() throws {
    let lines = json(normalisation: "\"none\"").split(separator: "\n").filter { !$0.contains("\"slopes\"") }
    let model = try VMAFModel(json: Array(lines.joined(separator: "\n").utf8), name: "small.json")
    #expect(model.features.allSatisfy { $0.slope == 1 && $0.intercept == 0 })
    #expect(model.outputSlope == 1 && model.outputIntercept == 0)
    let fused = 2 * exp(-0.1 * 1) - exp(-0.1 * (0.75 * 0.75 + 0.25)) + 0.5
    #expect(abs(model.predict(features: [1, 0.5]) - fused) < 1e-12)
    expectRefusal("slopes is missing at model_dict") {
      try VMAFModel(
        json: Array(json().split(separator: "\n").filter { !$0.contains("\"slopes\"") }.joined(separator: "\n").utf8),
        name: "small.json")
    }
  }

  @Test("a transform that is not enabled is not applied")
  func disabledTransform() throws {
    #expect(try read(transform: #"{"p0": 1, "p1": 2, "out_gte_in": "true"}"#).transform == nil)
  }

  @Test(
    "what is wrong with a file is said",
    arguments: [
      ("{", "not valid JSON"), ("{}", "model_dict is missing"),
      (#"{"model_dict": {}}"#, "model_type is missing at model_dict"),
      (#"{"0": {"model_dict": {}}}"#, "model_dict is missing"),
    ])
  func malformed(text: String, reason: String) {
    #expect(throws: VMAFModelError.malformed(file: "m.json", reason: reason)) {
      try VMAFModel(json: Array(text.utf8), name: "m.json")
    }
  }

  @Test("nearness is counted in lines, and does not matter to the float features")
  func viewingDistance() throws {
    let near = #"[{"adm_norm_view_dist": 1.5, "adm_ref_display_height": 2160}]"#
    #expect(try read(options: near).options.admDisplayHeight == 2160)
    let float = try read(options: #"[{"adm_norm_view_dist": 1.5}]"#, prefix: "VMAF_feature_")
    #expect(float.options.admViewingDistance == 1.5)
  }

  @Test("a bootstrap's first model scores, the others say how certain that is")
  func bootstrap() throws {
    func member(_ gamma: String) -> String {
      json(transform: #"{"enabled": true, "p1": 2}"#, clip: "[-100, 16]", gamma: gamma)
        .replacingOccurrences(of: "LIBSVMNUSVR", with: "BOOTSTRAP_LIBSVMNUSVR")
    }
    let gammas = ["0.1", "0.3", "0.2", "0.5", "0.4", "0.6"]
    let members = gammas.enumerated().map { "\"\($0.offset)\": \(member($0.element))" }
    let text = "{\(members.joined(separator: ","))}"
    let model = try VMAFModel(json: Array(text.utf8), name: "b.json")
    #expect(model.gamma == 0.1 && model.replicates.map(\.gamma) == [0.3, 0.2, 0.5, 0.4, 0.6])
    // The two distances are 1.25 and 1.5625, as in the small model; twice the fused score is reported.
    func fused(_ gamma: Double) -> Double {
      let sum: Double = 2 * exp(-gamma * 1.25) - exp(-gamma * 1.5625)
      return (sum + 0.25) / 0.125
    }
    let rising: [Double] = [0.6, 0.5, 0.4, 0.3, 0.2].map(fused)
    let mean: Double = rising.reduce(0, +) / 5
    let squares: Double = rising.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    // Of five scores the 2.5th percentile lies a tenth of the way from the first to the second; the upper one is clipped.
    let low: Double = 2 * (0.9 * rising[0] + 0.1 * rising[1])
    let high: Double = 2 * (0.1 * rising[3] + 0.9 * rising[4])
    let found = try #require(model.bootstrap([1, 0.5]))
    #expect(abs(found.bagging - 2 * mean) < 1e-12)
    #expect(abs(found.deviation - 2 * (squares / 5).squareRoot()) < 1e-9)
    #expect(abs(found.interval.lowerBound - low) < 1e-12)
    #expect(high > 16 && found.interval.upperBound == 16)
  }

  @Test("collections that are no bootstrap of one model are refused")
  func collections() {
    func collection(_ second: String, key: String = "1") -> () throws -> VMAFModel {
      let text = "{\"0\": \(json()), \"\(key)\": \(second)}"
      return { try VMAFModel(json: Array(text.utf8), name: "small.json") }
    }
    func bootstrapped(_ text: String) -> String {
      text.replacingOccurrences(of: "LIBSVMNUSVR", with: "BOOTSTRAP_LIBSVMNUSVR")
    }
    expectRefusal("a collection of 2 models that is no bootstrap", collection(json()))
    expectRefusal("not numbered from 0", collection(bootstrapped(json()), key: "2"))
    expectRefusal(
      "a collection whose models read different features",
      collection(bootstrapped(json(prefix: "VMAF_feature_"))))
  }

  @Test("values out of place are refused with their name")
  func refusals() {
    expectRefusal("adm_csf_mode") { try read(options: #"[{"adm_csf_mode": 2}]"#) }
    expectRefusal("adm_norm_view_dist · adm_ref_display_height of 1620.0, below 3 · 1080, in fixed point") {
      try read(options: #"[{"adm_norm_view_dist": 1.5}]"#)
    }
    expectRefusal("from 1.0 to 100.0") { try read(options: #"[{"adm_enhn_gain_limit": 0.5}]"#) }
    expectRefusal("2 features need 3 slopes") { try read(slopes: "[1, 1]") }
    expectRefusal("slope is 0") { try read(slopes: "[0, 1, 1]") }
    expectRefusal("support vector 2") { try read(vectors: "2 2:0.5\\n-1 3:0.25\\n") }
    expectRefusal("holds 1 support vectors") { try read(vectors: "2 2:0.5\\n") }
    expectRefusal("knots") { try read(transform: #"{"enabled": true, "knots": [[1, 0], [1, 2]]}"#) }
    expectRefusal("kernel_type linear") { try read(kernel: "linear") }
    expectRefusal("a smallest and a largest") { try read(clip: "[100, 0]") }
    expectRefusal("no finite score") { try read(slopes: "[1e-310, 1, 1]") }
    expectRefusal("no finite score") { try read(slopes: "[1, 1e300, 1]") }
    expectRefusal("no finite score") { try read(vectors: "1e308 2:0.5\\n1e308 2:1\\n") }
    expectRefusal("no finite score") { try read(transform: #"{"enabled": true, "p2": 1e308}"#) }
    expectRefusal("no finite score") { try read(gamma: "-5") }
    expectRefusal("a null value at model_dict.norm_type") { try read(normalisation: "null") }
    expectRefusal("the normalisation wavy") { try read(normalisation: "\"wavy\"") }
  }

  private func expectRefusal(_ text: String, _ body: () throws -> VMAFModel) {
    do {
      _ = try body()
      Issue.record("not refused: \(text)")
    } catch {
      let said = "\(error)"
      #expect(said.contains(text))
      #expect(said.hasPrefix("small.json: "))
    }
  }

  private func read(
    options: String = "[]", transform: String = "null", slopes: String = "[0.125, 1, 2]",
    vectors: String = #"2 2:0.5 \n-1 1:0.25\n"#, kernel: String = "rbf", clip: String = "[0, 90]",
    normalisation: String = "\"linear_rescale\"", prefix: String = "VMAF_integer_feature_", gamma: String = "0.1"
  ) throws -> VMAFModel {
    let text = json(
      options: options, transform: transform, slopes: slopes, vectors: vectors, kernel: kernel, clip: clip,
      normalisation: normalisation, prefix: prefix, gamma: gamma)
    return try VMAFModel(json: Array(text.utf8), name: "small.json")
  }

  /// A model of two features and two support vectors.
  private func json(
    options: String = "[]", transform: String = "null", slopes: String = "[0.125, 1, 2]",
    vectors: String = #"2 2:0.5 \n-1 1:0.25\n"#, kernel: String = "rbf", clip: String = "[0, 90]",
    normalisation: String = "\"linear_rescale\"", prefix: String = "VMAF_integer_feature_", gamma: String = "0.1"
  ) -> String {
    """
      {"model_dict": {"model_type": "LIBSVMNUSVR", "norm_type": \(normalisation), "score_clip": \(clip),
        "feature_names": ["\(prefix)adm2_score", "\(prefix)vif_scale0_score"],
        "feature_opts_dicts": \(options), "score_transform": \(transform),
        "slopes": \(slopes), "intercepts": [0.25, 0, 0],
        "model": "svm_type nu_svr\\nkernel_type \(kernel)\\ngamma \(gamma)\\nnr_class 2\\ntotal_sv 2\\nrho -0.5\\nSV\\n\(vectors)"
      }}
    """
  }
}
