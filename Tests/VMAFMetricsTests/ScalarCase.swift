import Foundation
import Raster
import TestSupport
import Testing
import VMAFMetrics

/// A pair of sequences and what libvmaf's scalar code gives for it: those that are made from seeds and recorded here, and
/// those of the shared folder where it is.
struct ScalarCase: Sendable {
  let name: String
  let reference: [Picture]
  let distorted: [Picture]
  /// Model → frames → feature → value; `vmaf` is the score, unclipped.
  let expected: [String: [[String: Double]]]

  static func all() throws -> [ScalarCase] {
    try recorded + (hasShared ? shared() : [])
  }

  /// Whether the cases of the shared folder are among them.
  static var hasShared: Bool { SharedFolder.has(ScalarGolden.path) }

  /// The value of a plain feature name in a frame of a model.
  func value(_ feature: String, _ model: String, frame: Int) -> Double? {
    expected[model].flatMap { ScalarGolden.value(feature, in: $0[frame]) }
  }

  static let recorded: [ScalarCase] = {
    var rows = scalarRecordValues[...]
    let cases = ScalarRecordCase.all.map { item in
      var expected: [String: [[String: Double]]] = [:]
      for _ in item.reference {
        let (row, features) = (Array(rows.prefix(valuesPerFrame)), recordedFeatures)
        precondition(row.count == valuesPerFrame, "whole rows of values")
        rows = rows.dropFirst(valuesPerFrame)
        let limited = Dictionary(uniqueKeysWithValues: zip(features.map(\.name), row))
        let plain = zip(features.filter { $0 != .motion2 }.map(\.name), row.dropFirst(features.count))
        for (model, score) in zip(recordedModels, row.suffix(recordedModels.count)) {
          let isLimited = model.options.admEnhancementGainLimit == 1
          var frame = isLimited ? limited : limited.merging(plain) { $1 }
          frame["vmaf"] = score
          expected[model.name, default: []].append(frame)
        }
      }
      return ScalarCase(
        name: item.name, reference: item.pictures(item.reference), distorted: item.pictures(item.distorted),
        expected: expected)
    }
    precondition(rows.isEmpty, "a row of values for every frame, and no more")
    return cases
  }()

  private static func shared() throws -> [ScalarCase] {
    func frames(_ file: String) throws -> [Picture] {
      try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(file).y4m"))
    }
    return try ScalarGolden.cases().map { name, expected in
      let (reference, distorted) = (try frames("\(name)_ref"), try frames("\(name)_dis"))
      try #require(reference.count == distorted.count && expected.values.allSatisfy { $0.count == reference.count })
      return ScalarCase(name: name, reference: reference, distorted: distorted, expected: expected)
    }
  }

  // The layout of `scalarRecordValues`.
  private static let recordedFeatures: [VMAFFeature] = [
    .adm2, .admScale0, .admScale1, .admScale2, .admScale3, .motion2, .vifScale0, .vifScale1, .vifScale2, .vifScale3,
  ]
  static let recordedModels: [VMAFModel] = [.v061neg, .v061, .fourKV061neg, .fourKV061]
  static let valuesPerFrame = 2 * recordedFeatures.count - 1 + recordedModels.count
}
