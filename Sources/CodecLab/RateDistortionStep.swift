import LearnedCodec
import Raster

/// One picture's part of a training step: forward, loss, backward.
struct RateDistortionStep {
  /// What a picture contributes to the log.
  struct Outcome: Sendable {
    /// `w·(bits per pixel + λ·distortion)`.
    var loss = 0.0
    /// Bits per pixel by the context model.
    var bitsPerPixel = 0.0
    /// Mean squared error of luma in squared code values.
    var lumaError = 0.0
  }

  let model: CodecModel
  let parameters: UnsafePointer<Float>
  let gradient: UnsafeMutablePointer<Float>

  /// Adds the gradient of `weight · (rate + λ·distortion)`.
  ///
  /// The rate sees latents with uniform noise, the decoder and the contexts rounded ones with the straight-through
  /// gradient (D. Minnen, S. Singh, "Channel-wise autoregressive entropy models", ICIP 2020).
  func run(_ picture: FeatureMap, rate: Int, weight: Float, random: inout SeededRandom) -> Outcome {
    let analysis = EncoderTape.record(model, picture, rate: rate, parameters)
    let quantised = analysis.quantised
    let noisy = Quantiser.noisy(analysis.scaled, random: &random)
    let (bits, contextTape) = model.context.forward(
      noisy: noisy, quantised: quantised, rate: rate, parameters)
    let decoded = DecoderTape.record(model, quantised, rate: rate, parameters)
    var distortion = PictureDistortion.evaluate(decoded.output, picture)

    let pixels = Double(picture.area)
    let lambda = model.configuration.lambda(rate)
    let outcome = Outcome(
      loss: Double(weight) * (bits / pixels + Double(lambda) * distortion.total), bitsPerPixel: bits / pixels,
      lumaError: distortion.luma)

    let slope = weight * lambda
    for index in distortion.gradient.values.indices { distortion.gradient.values[index] *= slope }
    var delta = decoded.backward(model, distortion.gradient, parameters, gradient: gradient)
    let rateGradient = model.context.backward(
      weight: weight / Float(pixels), contextTape, rate: rate, parameters, gradient: gradient)
    delta.add(rateGradient.noisy)
    delta.add(rateGradient.quantised)
    analysis.backward(model, delta, parameters, gradient: gradient)
    return outcome
  }
}
