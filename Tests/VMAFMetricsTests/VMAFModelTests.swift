import Foundation
import MetricKit
import TestSupport
import Testing
import VMAFMetrics

@Suite("VMAF model")
struct VMAFModelTests {
  @Test("fusing libvmaf's own features gives libvmaf's score to the last bit")
  func fusionIsExact() throws {
    var compared = 0
    for item in try ScalarCase.all() {
      for (modelName, frames) in item.expected {
        let model = try #require(VMAFModel.builtIn.first { $0.name == modelName })
        for (index, frame) in frames.enumerated() {
          let features = try model.features.map {
            try #require(item.value($0.kind.name, modelName, frame: index))
          }
          #expect(model.predict(features: features) == frame["vmaf"], "\(item.name), \(modelName)")
          compared += 1
        }
      }
    }
    // Four models of eleven recorded frames, and those of the shared folder where it is.
    #expect(compared >= 44 + (ScalarCase.hasShared ? 48 : 0))
  }

  @Test("support vectors are whole rows", arguments: VMAFModel.builtIn)
  func wholeRows(model: VMAFModel) {
    #expect(!model.features.isEmpty && !model.supportVectors.isEmpty)
    #expect(model.supportVectors.count % (model.features.count + 1) == 0)
  }

  @Test("the gradient of the fusion is its central difference", arguments: VMAFModel.builtIn)
  func gradientMatchesDifferences(model: VMAFModel) {
    for features in [[0.95, 2, 0.6, 0.85, 0.92, 0.95], [1, 0, 1, 1, 1, 1], [0.3, 10, 0.1, 0.2, 0.3, 0.4]] {
      let (score, gradient) = model.predictWithGradient(features)
      #expect(score == model.predict(features: features))
      for index in features.indices {
        let step = 1e-5
        var (low, high) = (features, features)
        low[index] -= step
        high[index] += step
        let difference = (model.predict(features: high) - model.predict(features: low)) / (2 * step)
        // Truncation is of the order of step²; rounding of 1e-13 / step.
        #expect(abs(difference - gradient[index]) < 1e-6 * max(1, abs(difference)))
      }
    }
  }

  @Test("clipping keeps a score in the model's range")
  func clipping() {
    #expect(VMAFModel.v061.clip(132.7) == 100)
    #expect(VMAFModel.v061.clip(-3) == 0)
    #expect(VMAFModel.v061.clip(42.5) == 42.5)
  }

  @Test("NEG differs from plain VMAF in gain limits alone")
  func negDiffersInOptions() {
    #expect(VMAFModel.v061neg.supportVectors == VMAFModel.v061.supportVectors)
    #expect(VMAFModel.v061neg.features == VMAFModel.v061.features)
    #expect(VMAFModel.v061neg.options.admEnhancementGainLimit == 1)
    #expect(VMAFModel.v061.options.admEnhancementGainLimit == 100)
  }
}
