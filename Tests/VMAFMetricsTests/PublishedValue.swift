import Foundation
import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

/// A value that libvmaf's own tests publish (Netflix/vmaf, `python/test/…`), and the places to which they hold it, as
/// `golden/vmaf/expected.json` collects them.
struct PublishedValue: Sendable {
  /// Which test here compares it.
  enum Owner: Hashable {
    /// `IntegerVMAFTests`
    case fixedPoint
    /// `FloatVMAFPublishedTests`
    case float
    /// `PSNRPublishedTests`
    case psnr
    /// Nobody, and why.
    case nobody(String)
  }

  static let path = "golden/vmaf/expected.json"

  let test: String
  let files: [String]
  let runner: String
  let options: String
  /// Which comparison of the test: of the two files, then for some of the first with itself.
  let result: Int
  /// libvmaf's name of the feature or score.
  let what: String
  let value: Double
  /// Half of the last place stated.
  let tolerance: Double

  var owner: Owner {
    if what.contains("ambi") { return .nobody("CAMBI, which v0.6 models do not read") }
    if what.contains("_aim") || what.contains("_adm3") { return .nobody("a feature of VMAF v1") }
    if what.contains("ssim") { return .nobody("libvmaf's SSIM, another definition than the panel's") }
    if what.lowercased().contains("psnr") { return .psnr }
    if options.contains("v0.6.3") {
      return feature == nil ? .nobody("the score of a model that is not at hand") : .float
    }
    return ["FloatVifFeatureExtractor", "FloatAdmFeatureExtractor", "VmafQualityRunner"].contains(runner)
      ? .float : .fixedPoint
  }

  /// The feature that is meant; nil for a score.
  var feature: VMAFFeature? { VMAFFeature.allCases.last { what.contains("_\($0.name)_") } }

  /// All values.
  static func all() throws -> [PublishedValue] {
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
    struct Unreadable: Error { let text: String }
    return try JSONDecoder().decode([Entry].self, from: SharedFolder.data(path)).flatMap { entry in
      try entry.expected.map { item in
        // results[0]['VMAFEXEC_adm2_score']
        let parts = item.what.split(whereSeparator: { "[]'".contains($0) })
        guard parts.count == 3, let result = Int(parts[1]), let value = Double(item.value),
          let places = Int(item.places)
        else { throw Unreadable(text: item.what) }
        return PublishedValue(
          test: entry.test, files: entry.files, runner: entry.runner, options: entry.options ?? "None", result: result,
          what: String(parts[2]), value: value, tolerance: 0.5 * pow(10, -Double(places)))
      }
    }
  }

  /// The model that the test uses, with the gain limits that it sets.
  func model(_ arithmetic: VMAFModel.Arithmetic) -> VMAFModel {
    func limit(_ name: String) -> Double? {
      guard let range = options.range(of: "'\(name)': ") else { return nil }
      return Double(options[range.upperBound...].prefix { $0.isNumber || $0 == "." })
    }
    let neg = runner == "VmafnegQualityRunner" || options.contains("neg.json") || options.contains("disable_enhn_gain")
    let base: VMAFModel =
      switch arithmetic {
      case .integer: neg ? .v061neg : .v061
      case .float: neg ? .floatV061neg : .floatV061
      }
    var settings = base.options
    if let value = limit("adm_enhn_gain_limit") { settings.admEnhancementGainLimit = value }
    if let value = limit("vif_enhn_gain_limit") { settings.vifEnhancementGainLimit = value }
    return VMAFModel(
      name: base.name, arithmetic: arithmetic, features: base.features, options: settings, gamma: base.gamma,
      rho: base.rho, supportVectors: base.supportVectors, outputSlope: base.outputSlope,
      outputIntercept: base.outputIntercept, transform: nil,
      clipRange: options.contains("disable_clip_score") ? nil : base.clipRange)
  }

  /// What `metric` says: the mean over the frames.
  ///
  /// The tests take the distorted file second, except for the pair whose first file is the multiplied one.
  func found(by metric: any SequenceMetric) throws -> Double {
    var pictures = try files.map { try Y4MLuma.frames(SharedFolder.data("golden/vmaf/\($0)")) }
    if files[0].contains("multiply") { pictures.reverse() }
    let frames = try metric.frames(pictures[0], result == 0 ? pictures[1] : pictures[0])
    let values = frames.compactMap { frame in feature.map { frame.features[$0.name] } ?? frame.score }
    return values.reduce(0, +) / Double(values.count)
  }
}

extension SequenceMetric {
  /// The evaluations of all frames of a sequence.
  func frames(_ reference: [Picture], _ distorted: [Picture]) throws -> [Evaluation] {
    try #require(reference.count == distorted.count)
    var sequence = beginSequence()
    var frames: [Evaluation] = []
    for (x, y) in zip(reference, distorted) {
      if let settled = try sequence.append(reference: x, distorted: y) { frames.append(settled) }
    }
    if let last = sequence.finish() { frames.append(last) }
    return frames
  }
}
