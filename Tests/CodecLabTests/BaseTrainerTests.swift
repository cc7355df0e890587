import CodecTestSupport
import Foundation
import LearnedCodec
import Raster
import TestSupport
import Testing

@testable import CodecLab

@Suite struct BaseTrainerTests {
  /// Training is repeatable, independent of the number of jobs, resumes to the bit, and the loss falls.
  @Test func trainingResumesAndImproves() throws {
    let photograph = RGBImage.texture(width: 160, height: 128)
    let set = TrainingSet([photograph], factors: [1, 2])
    var options = BaseTrainingOptions()
    options.steps = 12
    options.crop = 32
    options.batch = 2
    options.warmUp = 2
    var whole = BaseTrainer(configuration: .small, options: options)
    var losses: [Double] = []
    for _ in 0..<12 { losses.append(whole.step(on: set, jobs: 2).loss) }

    var first = BaseTrainer(configuration: .small, options: options)
    for _ in 0..<5 { _ = first.step(on: set, jobs: 1) }
    let state = try #require(TrainingState(data: first.state.data, count: first.model.layout.count))
    #expect(state == first.state)
    var second = BaseTrainer(configuration: .small, options: options, resuming: state)
    for _ in 0..<7 { _ = second.step(on: set, jobs: 1) }
    #expect(second.state == whole.state)
    #expect(losses.suffix(4).reduce(0, +) < losses.prefix(4).reduce(0, +))
  }

  @Test func stateRefusesOtherBytes() {
    let state = TrainingState(parameters: [1, 2, 3])
    #expect(TrainingState(data: state.data, count: 4) == nil)
    #expect(TrainingState(data: state.data.dropLast(), count: 3) == nil)
    var wrong = state.data
    wrong[0] = 0
    #expect(TrainingState(data: wrong, count: 3) == nil)
    for value in [Float.nan, .infinity] {
      var broken = state
      broken.optimiser.second[2] = value
      #expect(TrainingState(data: broken.data, count: 3) == nil)
    }
  }
}
