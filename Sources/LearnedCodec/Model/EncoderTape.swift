/// The encoder's forward pass with what its backward pass needs; base training and fine-tuning share it.
package struct EncoderTape {
  let rate: Int
  /// Latents before quantisation.
  package let scaled: FeatureMap
  /// Rounded latents.
  package let quantised: FeatureMap
  private let analysis: ConvolutionStack.Tape

  /// Analyses a picture, keeping the tapes.
  package static func record(
    _ model: CodecModel, _ picture: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>
  ) -> EncoderTape {
    let (latents, tape) = model.analysis.forward(model.lapped.forward(picture), parameters)
    let scaled = model.encoderGain.forward(latents, rate: rate, parameters)
    return EncoderTape(rate: rate, scaled: scaled, quantised: Quantiser.rounded(scaled), analysis: tape)
  }

  /// Adds the parameters' gradient to `gradient`, from the gradient by the scaled latents.
  package func backward(
    _ model: CodecModel, _ scaledGradient: FeatureMap, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>
  ) {
    let delta = model.encoderGain.backward(
      scaledGradient, output: scaled, rate: rate, parameters, gradient: gradient)
    model.analysis.backward(delta, analysis, parameters, gradient: gradient, wantsInput: false)
  }
}
