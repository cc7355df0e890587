import CodecTestSupport
import Foundation
import Raster
import TestSupport
import Testing

@testable import LearnedCodec

@Suite struct RateTests {
  /// Probabilities of all integers sum to 1, whatever mean and scale.
  @Test(arguments: [(Float(0), Float(0.05)), (0.3, 0.4), (-2.7, 5)])
  func probabilitiesSumToOne(mean: Float, scale: Float) {
    let total = (-400...400).reduce(0.0) { sum, q in
      sum + exp2(-Double(LogisticRate.bits(Float(q) - mean, scale: scale).bits))
    }
    #expect(abs(total - 1) < 1e-4)
  }

  @Test(arguments: [Float(0.1), 0.7, 3, 20]) func derivatives(scale: Float) {
    for x: Float in [-7.3, -0.8, -0.2, 0.1, 0.6, 2.4] {
      let result = LogisticRate.bits(x, scale: scale)
      let h: Float = 1.0 / 512
      let byValue =
        (LogisticRate.bits(x + h, scale: scale).bits - LogisticRate.bits(x - h, scale: scale).bits) / (2 * h)
      let s = scale * h
      let byScale =
        (LogisticRate.bits(x, scale: scale + s).bits - LogisticRate.bits(x, scale: scale - s).bits) / (2 * s)
      // Float differences of numbers up to 100 bits over 1/256 carry an error near 1e-2.
      #expect(abs(result.byValue - byValue) < 1e-2 + 2e-3 * abs(byValue))
      #expect(abs(result.byScale - byScale) < 1e-2 / scale + 5e-3 * abs(byScale))
    }
  }

  /// A latent that is zero, as most are, has no slope through its magnitude: what flows back to it is what flows back
  /// through the means.
  @Test func zeroLatentsHaveNoSlopeByMagnitude() {
    var layout = ParameterLayout()
    let model = ContextModel("x", channels: 4, rates: 2, in: &layout)
    var parameters = [Float].random(layout.count, seed: 2, in: -0.2...0.3)
    for index in model.scaleBias { parameters[index] = 0.6 }
    model.project(&parameters)
    let noisy = FeatureMap.random(channels: 4, height: 5, width: 6, seed: 1)
    let quantised = noisy.with(noisy.values.map { $0.rounded() })
    let tape = model.forward(noisy: noisy, quantised: quantised, rate: 1, parameters).tape
    func slopes() -> [Float] {
      model.backward(weight: 1, tape, rate: 1, parameters, gradient: nil).quantised.values
    }
    let whole = slopes()
    for index in model.scale { parameters[index] = 0 }
    let throughMeans = slopes()
    let zeros = quantised.values.indices.filter { quantised.values[$0] == 0 }
    #expect(zeros.count > 20 && zeros.count < 100)
    #expect(zeros.allSatisfy { whole[$0] == throughMeans[$0] })
    #expect(whole != throughMeans)
  }

  /// Bits by parameters and noisy latents, at fixed contexts, and by contexts away from integers' rounding.
  @Test func contextModelDerivatives() {
    var layout = ParameterLayout()
    let model = ContextModel("x", channels: 4, rates: 2, in: &layout)
    let shape = FeatureMap.random(channels: 4, height: 5, width: 6, seed: 1)
    let latents = shape.values.count
    var parameters = [Float].random(layout.count, seed: 2, in: -0.2...0.3)
    for index in model.scaleBias { parameters[index] = 0.6 }
    model.project(&parameters)
    let quantised = shape.values.map { ($0 * 3).rounded() + 0.25 }
    let noisy = zip(quantised, [Float].random(latents, seed: 3)).map { $0 + 0.5 * $1 }
    func forward(_ x: [Float]) -> (bits: Double, tape: ContextModel.Tape) {
      model.forward(
        noisy: shape.with(x[..<latents]), quantised: shape.with(x[latents..<(2 * latents)]), rate: 1,
        Array(x[(2 * latents)...]))
    }
    let point = noisy + quantised + parameters
    var byParameters = [Float](repeating: 0, count: layout.count)
    let (byNoisy, byQuantised) = model.backward(
      weight: 1, forward(point).tape, rate: 1, parameters, gradient: &byParameters)
    let error = DerivativeCheck.relativeError(
      at: point, gradient: byNoisy.values + byQuantised.values + byParameters, along: .random, seed: 5,
      steps: [DerivativeCheck.layerStep], tolerance: DerivativeCheck.layerTolerance
    ) { forward($0).bits }
    #expect(error < DerivativeCheck.layerTolerance)
  }

  /// What the contexts of a latent may depend on: never on itself or on what is decoded later.
  @Test func contextsAreCausal() {
    for output in 0..<3 {
      for input in 0..<3 {
        for tap in 0..<9 {
          let earlier = input < output || (input == output && tap < 4)
          #expect(ContextModel.isKnown(output: output, input: input, tap: tap) == earlier)
        }
      }
    }
  }
}
