import Foundation
import Raster
import TestSupport
import Testing

@testable import QualityMetrics

@Suite("fixed-point VMAF")
struct IntegerVMAFTests {
  static let integerModels = VMAFModel.builtIn.filter { $0.arithmetic == .integer }

  @Test(
    "every feature and the score equal libvmaf's scalar code to the last bit, over sequences",
    .enabled(if: SharedFolder.has(ScalarGolden.path)))
  func golden() throws {
    var compared = 0
    for (name, models) in try ScalarGolden.cases() {
      let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_ref.y4m"))
      let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_dis.y4m"))
      for model in Self.integerModels {
        guard let expected = models[model.name] else { continue }
        let frames = try sequence(IntegerVMAF(id: "test", title: "", model: model), reference, distorted)
        try #require(frames.count == expected.count)
        for (frame, wanted) in zip(frames, expected) {
          for (feature, value) in frame.features {
            #expect(value == ScalarGolden.value(feature, in: wanted), "\(name) \(model) \(feature)")
            compared += 1
          }
          // The reference values are unclipped.
          #expect(frame.score == model.clip(try #require(wanted["vmaf"])), "\(name) \(model)")
        }
      }
    }
    #expect(compared >= 10 * 3 * 12)
  }

  @Test("a still is a sequence of one frame", .enabled(if: SharedFolder.has(ScalarGolden.path)))
  func still() throws {
    let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/jpeg60_451x301_ref.y4m"))
    let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/jpeg60_451x301_dis.y4m"))
    let metric = try #require(MetricRegistry.metric("vmafneg"))
    let alone = try metric.prepare(reference[0]).evaluate(distorted[0])
    #expect(try sequence(#require(metric as? any SequenceMetric), reference, distorted) == [alone])
  }

  /// Netflix/vmaf, python/test/vmafexec_test.py: the published values and the places to which they are stated.
  @Test("libvmaf's own published values", .enabled(if: SharedFolder.has("golden/vmaf/expected.json")))
  func published() throws {
    struct Entry: Decodable {
      struct Value: Decodable {
        let what: String
        let value: String
        let places: String
      }
      let test: String
      let files: [String]
      let runner: String
      let options: String?
      let expected: [Value]
    }
    let runners = [
      "VmafexecQualityRunner", "IntegerVifFeatureExtractor", "IntegerAdmFeatureExtractor", "VmafnegQualityRunner",
    ]
    var compared = 0
    for entry in try JSONDecoder().decode([Entry].self, from: SharedFolder.data("golden/vmaf/expected.json")) {
      guard runners.contains(entry.runner), !(entry.options ?? "").contains("v0.6.3") else { continue }
      let metric = IntegerVMAF(id: "test", title: "", model: model(runner: entry.runner, options: entry.options ?? ""))
      // The 10-bit pair is also compared with itself. The harness takes the distorted file second, except for the pair
      // whose first file is the multiplied one.
      var files = try entry.files.map { try Y4MLuma.frames(SharedFolder.data("golden/vmaf/\($0)")) }
      if entry.files[0].contains("multiply") { files.reverse() }
      for (result, distorted) in [files[1], files[0]].enumerated() {
        let frames = try sequence(metric, files[0], distorted)
        for item in entry.expected where item.what.hasPrefix("results[\(result)]") {
          guard let found = mean(of: item.what, metric.model, frames) else { continue }
          let expected = try #require(Double(item.value))
          let tolerance = 0.5 * pow(10, -Double(try #require(Int(item.places))))
          #expect(abs(found - expected) <= tolerance, "\(entry.test): \(item.what) is \(found), not \(expected)")
          compared += 1
        }
      }
    }
    #expect(compared >= 50)
  }

  @Test("frames that do not fit are refused with their place")
  func mismatches() throws {
    let small = picture(32, 32, 8)
    let metric = IntegerVMAF(id: "vmafneg", title: "", model: .v061neg)
    var sequence = metric.beginSequence()
    #expect(sequence.finish() == nil)
    #expect(try sequence.append(reference: small, distorted: small) == nil)
    #expect(throws: MetricError.mismatch("frame 2 is 48×32 of 8 bits, the first 32×32 of 8")) {
      try sequence.append(reference: picture(48, 32, 8), distorted: picture(48, 32, 8))
    }
    #expect(throws: MetricError.mismatch("the reference is 32×32, the distorted picture 48×32")) {
      try sequence.append(reference: small, distorted: picture(48, 32, 8))
    }
    #expect(throws: MetricError.tooSmall(metric: "vmafneg", width: 15, height: 40, smallestSide: 16)) {
      try metric.prepare(picture(15, 40, 8))
    }
  }

  @Test("the smallest pictures, and values that are no code values, give finite scores")
  func extremes() throws {
    let metric = IntegerVMAF(id: "vmafneg", title: "", model: .v061neg)
    for (width, height, depth) in [(16, 16, 8), (17, 31, 10), (16, 40, 16), (33, 16, 12)] {
      let reference = picture(width, height, depth)
      #expect(try metric.prepare(reference).evaluate(reference).score.isFinite)
    }
    let wild = Plane<Float>(
      width: 40, height: 40, samples: (0..<1600).map { [Float.nan, .infinity, -.infinity, -5, 300, 128.4][$0 % 6] })
    let tame = Plane<Float>(width: 40, height: 40, samples: (0..<1600).map { [0, 255, 0, 0, 255, 128][$0 % 6] })
    let reference = picture(40, 40, 8)
    let prepared = try metric.prepare(reference)
    #expect(
      try prepared.evaluate(Picture(luma: wild, chroma: nil, rgb: nil, bitDepth: 8))
        == prepared.evaluate(Picture(luma: tame, chroma: nil, rgb: nil, bitDepth: 8)))
  }

  @Test("evaluations at once give what they give alone")
  func concurrency() async throws {
    let reference = picture(200, 120, 8)
    let prepared = try IntegerVMAF(id: "vmafneg", title: "", model: .v061neg).prepare(reference)
    let candidates = (1...24).map { step in
      Picture(
        luma: Plane(
          width: 200, height: 120, samples: reference.luma.samples.map { ($0 / Float(step)).rounded() * Float(step) }),
        chroma: nil, rgb: nil, bitDepth: 8)
    }
    let alone = try candidates.map { try prepared.evaluate($0) }
    try await withThrowingTaskGroup(of: (Int, Evaluation).self) { group in
      for (index, candidate) in candidates.enumerated() {
        group.addTask { (index, try prepared.evaluate(candidate)) }
      }
      for try await (index, evaluation) in group { #expect(evaluation == alone[index]) }
    }
  }

  private func picture(_ width: Int, _ height: Int, _ depth: Int) -> Picture {
    let peak = Float((1 << depth) - 1)
    let samples = (0..<(width * height)).map { index -> Float in
      let (x, y) = (index % width, index / width)
      return (Float((x * x + 5 * x * y + 3 * y * y) % 251) / 250 * peak).rounded()
    }
    return Picture(
      luma: Plane(width: width, height: height, samples: samples), chroma: nil, rgb: nil, bitDepth: depth)
  }
}

private func sequence(
  _ metric: any SequenceMetric, _ reference: [Picture], _ distorted: [Picture]
) throws -> [Evaluation] {
  var sequence = metric.beginSequence()
  var frames: [Evaluation] = []
  for (x, y) in zip(reference, distorted) {
    if let settled = try sequence.append(reference: x, distorted: y) { frames.append(settled) }
  }
  if let last = sequence.finish() { frames.append(last) }
  return frames
}

/// The model that a test of libvmaf's names, with the gain limits it sets.
private func model(runner: String, options: String) -> VMAFModel {
  func limit(_ name: String) -> Double? {
    guard let range = options.range(of: "'\(name)': ") else { return nil }
    return Double(options[range.upperBound...].prefix { $0.isNumber || $0 == "." })
  }
  let neg = runner == "VmafnegQualityRunner" || options.contains("neg.json") || options.contains("disable_enhn_gain")
  let base = neg ? VMAFModel.v061neg : .v061
  var settings = base.options
  if let value = limit("adm_enhn_gain_limit") { settings.admEnhancementGainLimit = value }
  if let value = limit("vif_enhn_gain_limit") { settings.vifEnhancementGainLimit = value }
  return VMAFModel(
    name: base.name, arithmetic: .integer, features: base.features, options: settings, gamma: base.gamma,
    rho: base.rho, supportVectors: base.supportVectors, outputSlope: base.outputSlope,
    outputIntercept: base.outputIntercept, transform: nil,
    clipRange: options.contains("disable_clip_score") ? nil : base.clipRange)
}

/// The mean over the frames of what a published value is of; nil for features that are not ours.
private func mean(of what: String, _ model: VMAFModel, _ frames: [Evaluation]) -> Double? {
  guard !what.contains("float") else { return nil }
  let values: [Double]
  if what.hasSuffix("EXEC_score']") || what.hasSuffix("VMAFNEG_score']") {
    values = frames.map(\.score)
  } else if let feature = VMAFFeature.allCases.last(where: { what.contains("_\($0.rawValue)_") }) {
    values = frames.compactMap { $0.features[feature.rawValue] }
  } else {
    return nil
  }
  return values.reduce(0, +) / Double(values.count)
}
