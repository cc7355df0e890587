import CodecTestSupport
import TestSupport
import Testing

@testable import LearnedCodec

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

  /// What flows back through a half that stays as it is does not depend on whether its own gradient is asked for.
  @Test func latentsGradientNeedsNoOther() {
    let model = CodecModel(.small)
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
}
