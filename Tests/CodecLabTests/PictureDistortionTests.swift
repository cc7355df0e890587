import CodecTestSupport
import TestSupport
import Testing

@testable import CodecLab
@testable import LearnedCodec

@Suite struct PictureDistortionTests {
  /// Through ten layers of `Float`: uphill the difference towers over rounding by √n.
  private static let tolerance = 1e-2

  /// The whole backward pass of the distortion, from picture to every decoder parameter, a layer's at a time.
  @Test func decoderDerivative() {
    let model = CodecModel(.small)
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
      let scaled = delta.with(values: delta.values.map { $0 / 4096 })
      _ = tape.backward(model, scaled, start, gradient: g.baseAddress!)
    }
    for entry in model.layout.entries where model.decoderParameters.contains(entry.range.lowerBound) {
      // The step is lengthened until the loss, which is near 1, should move by far more than its last bits: rounding
      // differs between processors' BLAS.
      let error = DerivativeCheck.relativeError(
        at: Array(start[entry.range]), gradient: Array(gradient[entry.range]), along: .uphill, seed: 6,
        steps: [1.0 / 8192], tolerance: Self.tolerance, change: 1.5e-6
      ) { x in
        var parameters = start
        parameters.replaceSubrange(entry.range, with: x)
        return PictureDistortion.evaluate(model.picture(latents, rate: 1, parameters), target).total / 4096
      }
      #expect(error < Self.tolerance, "\(entry)")
    }
  }
}
