import MetricKit
import Raster
import Testing
import VMAFMetrics

@Suite("Fixed-point VMAF against recorded values of libvmaf's scalar code") struct ScalarRecordTests {
  static let features: [VMAFFeature] = [
    .adm2, .admScale0, .admScale1, .admScale2, .admScale3, .motion2, .vifScale0, .vifScale1, .vifScale2, .vifScale3,
  ]
  static let models: [VMAFModel] = [.v061neg, .v061, .fourKV061neg, .fourKV061]
  static let valuesPerFrame = 2 * features.count - 1 + models.count

  @Test("every feature and unclipped score is the same to the last bit") func equal() throws {
    var frame = 0
    for item in ScalarRecordCase.all {
      for (position, model) in Self.models.enumerated() {
        let isLimited = model.options.admEnhancementGainLimit == 1
        let frames = try Self.evaluate(item, model)
        for (index, evaluation) in frames.enumerated() {
          let start = (frame + index) * Self.valuesPerFrame
          try #require(start + Self.valuesPerFrame <= scalarRecordValues.count)
          let row = scalarRecordValues[start..<(start + Self.valuesPerFrame)].map { $0 }
          let limited = Dictionary(uniqueKeysWithValues: zip(Self.features, row))
          let plain = zip(Self.features.filter { $0 != .motion2 }, row[Self.features.count...])
          let expected = isLimited ? limited : limited.merging(plain) { $1 }
          for (feature, value) in expected {
            #expect(evaluation.features[feature.rawValue] == value, "\(item.name) \(index) \(model.name) \(feature)")
          }
          #expect(
            evaluation.score == row[Self.valuesPerFrame - Self.models.count + position],
            "\(item.name) \(index) \(model.name)")
        }
      }
      frame += item.reference.count
    }
    #expect(frame * Self.valuesPerFrame == scalarRecordValues.count)
  }

  private static func evaluate(_ item: ScalarRecordCase, _ model: VMAFModel) throws -> [Evaluation] {
    let unclipped = VMAFModel(
      name: model.name, arithmetic: model.arithmetic, features: model.features, options: model.options,
      gamma: model.gamma, rho: model.rho, supportVectors: model.supportVectors, outputSlope: model.outputSlope,
      outputIntercept: model.outputIntercept, transform: model.transform, clipRange: nil)
    var sequence = IntegerVMAF(id: "test", title: "", model: unclipped).beginSequence()
    var frames: [Evaluation] = []
    for (reference, distorted) in zip(item.pictures(item.reference), item.pictures(item.distorted)) {
      if let settled = try sequence.append(reference: reference, distorted: distorted) { frames.append(settled) }
    }
    if let last = sequence.finish() { frames.append(last) }
    return frames
  }
}
