import Foundation
import Raster
import TestSupport
import Testing

@testable import LearnedCodec

/// A network small enough for a debug test.
private var small: CodecConfiguration {
  var configuration = CodecConfiguration()
  configuration.hidden = [14, 50]
  configuration.latents = 20
  configuration.refinement = 8
  configuration.steps = [60, 30]
  return configuration
}

@Suite struct ModelTests {
  /// Untrained and unquantised, all 96 latents rebuild luma exactly: the first network is an orthonormal transform.
  @Test func initialNetworkReconstructsLuma() {
    let model = CodecModel()
    let parameters = model.initialParameters(seed: 1)
    let picture = FeatureMap.random(channels: 3, height: 32, width: 24, seed: 2)
    let (latents, _) = model.analysis.forward(model.lapped.forward(picture), parameters)
    let back = model.lapped.inverse(model.synthesis.forward(latents, parameters).output)
    let refined = model.refinement.forward(back, rate: 0, parameters).output
    for index in 0..<picture.area { #expect(abs(refined.values[index] - picture.values[index]) < 1e-4) }
  }

  /// The whole backward pass of the distortion, from picture to every decoder parameter, a layer's at a time.
  @Test func decoderDerivative() {
    let model = CodecModel(small)
    let target = FeatureMap.random(channels: 3, height: 16, width: 24, seed: 3)
    let latents = FeatureMap.random(channels: 20, height: 2, width: 3, seed: 4)
    let noise = [Float].random(model.layout.count, seed: 5)
    // Not the initial point: there the refinement's last layer and γ are zero.
    var start = zip(model.initialParameters(seed: 1), noise).map { $0 + 0.02 * $1 }
    for layer in model.synthesis.normalisations { for index in layer.gains { start[index] = 0.05 } }
    var gradient = [Float](repeating: 0, count: start.count)
    gradient.withUnsafeMutableBufferPointer { g in
      let tape = DecoderTape.record(model, latents, rate: 1, start)
      let delta = PictureDistortion.evaluate(tape.output, target).gradient
      let scaled = delta.with(delta.values.map { $0 / 4096 })
      _ = tape.backward(model, scaled, start, gradient: g.baseAddress!)
    }
    for entry in model.layout.entries where model.decoderParameters.contains(entry.range.lowerBound) {
      // The step is lengthened until the loss, which is near 1, should move by far more than its last bits: rounding
      // differs between processors' BLAS.
      let error = DerivativeCheck.relativeError(
        at: Array(start[entry.range]), gradient: Array(gradient[entry.range]), along: .uphill, seed: 6,
        steps: [1.0 / 8192], tolerance: DerivativeCheck.deepTolerance, change: 1.5e-6
      ) { x in
        var parameters = start
        parameters.replaceSubrange(entry.range, with: x)
        return PictureDistortion.evaluate(model.picture(latents, rate: 1, parameters), target).total / 4096
      }
      #expect(error < DerivativeCheck.deepTolerance, "\(entry)")
    }
  }

  /// What flows back through a half that stays as it is does not depend on whether its own gradient is asked for.
  @Test func latentsGradientNeedsNoOther() {
    let model = CodecModel(small)
    let parameters = zip(model.initialParameters(seed: 1), [Float].random(model.layout.count, seed: 5))
      .map { max($0, 0.01) + 0.02 * $1 }
    let latents = FeatureMap.random(channels: 20, height: 2, width: 3, seed: 4)
    let noisy = FeatureMap.random(channels: 20, height: 2, width: 3, seed: 6)
    let tape = DecoderTape.record(model, latents, rate: 1, parameters)
    let (_, context) = model.context.forward(noisy: noisy, quantised: latents, rate: 1, parameters)
    var gradient = [Float](repeating: 0, count: parameters.count)
    let decoded = tape.backward(model, tape.output, parameters, gradient: &gradient)
    let coded = model.context.backward(weight: 1, context, rate: 1, parameters, gradient: &gradient)
    #expect(model.decoderParameters.contains { gradient[$0] != 0 })
    #expect(model.context.mean.contains { gradient[$0] != 0 })
    #expect(tape.backward(model, tape.output, parameters, gradient: nil) == decoded)
    let without = model.context.backward(weight: 1, context, rate: 1, parameters, gradient: nil)
    #expect(without.noisy == coded.noisy && without.quantised == coded.quantised)
    #expect(decoded.values.contains { $0 != 0 } && coded.quantised.values.contains { $0 != 0 })
  }

  /// Training is repeatable, independent of the number of jobs, resumes to the bit, and the loss falls.
  @Test func trainingResumesAndImproves() throws {
    let photograph = RGBImage.texture(width: 160, height: 128)
    let set = TrainingSet([photograph], factors: [1, 2])
    var options = BaseTrainingOptions()
    options.steps = 12
    options.crop = 32
    options.batch = 2
    options.warmUp = 2
    var whole = BaseTrainer(configuration: small, options: options)
    var losses: [Double] = []
    for _ in 0..<12 { losses.append(whole.step(on: set, jobs: 2).loss) }

    var first = BaseTrainer(configuration: small, options: options)
    for _ in 0..<5 { _ = first.step(on: set, jobs: 1) }
    let state = try #require(TrainingState(data: first.state.data, count: first.model.layout.count))
    #expect(state == first.state)
    var second = BaseTrainer(configuration: small, options: options, resuming: state)
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

extension RGBImage {
  /// A seeded picture with edges, a ramp and grain.
  static func texture(width: Int, height: Int) -> RGBImage {
    var random = SeededRandom(seed: 77)
    func plane(_ phase: Int) -> Plane<UInt16> {
      Plane(
        width: width, height: height,
        samples: (0..<(width * height)).map { index in
          let x = index % width
          let y = index / width
          let block = ((x + phase) / 13 + y / 17) % 3 * 50
          return UInt16(30 + block + x / 4 + Int(random.uniform() * 24))
        })
    }
    return RGBImage(red: plane(0), green: plane(3), blue: plane(6), bitDepth: 8)
  }
}
