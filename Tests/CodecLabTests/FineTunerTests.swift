import CodecTestSupport
import LearnedCodec
import Raster
import TestSupport
import Testing
@testable import Losses

@testable import CodecLab

@Suite struct FineTunerTests {
  /// Each half moves alone, the loss falls, and the number of jobs does not matter.
  @Test(arguments: CodecPart.allCases) func movesOnePartAndImproves(part: CodecPart) throws {
    let set = TrainingSet([RGBImage.texture(width: 128, height: 96)], factors: [1])
    var options = FineTuningOptions(part: part)
    options.steps = 10
    options.crop = 48
    options.batch = 2
    options.warmUp = 1
    options.peakRate = 1e-3
    var first = try FineTuner(base: Checkpoint.untrained, loss: NaiveLoss(), options: options, on: set)
    var second = first
    var objectives: [Double] = []
    for _ in 0..<10 {
      objectives.append(try first.step(on: set, jobs: 1).objective)
      _ = try second.step(on: set, jobs: 2)
    }
    #expect(first.state == second.state)
    #expect(objectives.suffix(4).reduce(0, +) < objectives.prefix(4).reduce(0, +))
    let tuned = first.checkpoint(provenance: "test")
    for index in Checkpoint.untrained.parameters.indices where !first.range.contains(index) {
      #expect(tuned.parameters[index] == Checkpoint.untrained.parameters[index])
    }
    #expect(tuned.parameters != Checkpoint.untrained.parameters)
  }

  /// A loss that compares with the base is given the checkpoint that training began from, also after resuming: it holds
  /// chroma where the score alone lets it drift.
  @Test func anchorHoldsChromaAndResumes() throws {
    let set = TrainingSet([RGBImage.texture(width: 128, height: 96)], factors: [1])
    var options = FineTuningOptions(part: .decoder)
    options.steps = 10
    options.crop = 48
    options.batch = 2
    options.warmUp = 1
    options.peakRate = 1e-3
    func tuner(_ anchor: Double, resuming state: TrainingState? = nil) throws -> FineTuner {
      try FineTuner(
        base: Checkpoint.untrained, loss: RobustLoss(.init(chromaAnchor: anchor)), options: options, on: set,
        resuming: state)
    }
    func drift(_ parameters: [Float]) -> Double {
      let model = CodecModel(Checkpoint.untrained.configuration)
      let latents = Quantiser.rounded(
        model.latents(set.sample(count: 1, size: 48, seed: 3)[0], rate: 1, Checkpoint.untrained.parameters))
      let base = model.picture(latents, rate: 1, Checkpoint.untrained.parameters)
      let chroma = base.area..<(3 * base.area)
      let difference = zip(base.values[chroma], model.picture(latents, rate: 1, parameters).values[chroma]).map {
        $0 - $1
      }
      return DerivativeCheck.dot(difference, difference)
    }
    var free = try tuner(0)
    var anchored = try tuner(200)
    for _ in 0..<10 {
      _ = try free.step(on: set, jobs: 1)
      _ = try anchored.step(on: set, jobs: 2)
    }
    #expect(drift(free.state.parameters) > 0)
    #expect(drift(anchored.state.parameters) < drift(free.state.parameters) / 4)

    var first = try tuner(200)
    for _ in 0..<5 { _ = try first.step(on: set, jobs: 1) }
    var second = try tuner(200, resuming: first.state)
    for _ in 0..<5 { _ = try second.step(on: set, jobs: 1) }
    #expect(second.state == anchored.state)
  }
}
